namespace CeCommerce.Platform.Pdf;

/// <summary>Head and foot of every page of a document.</summary>
internal interface IPageFrame
{
    double FootHeight { get; }

    /// <param name="page">From 1.</param>
    void Draw(PageCanvas canvas, int page, int pages);
}
