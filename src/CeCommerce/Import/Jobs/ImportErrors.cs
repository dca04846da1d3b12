using CeCommerce.Platform;

namespace CeCommerce.Import.Jobs;

/// <summary>No such import, or not the caller's.</summary>
/// <param name="ImportJobId">What was given.</param>
public sealed record ImportNotFound(string ImportJobId, params string[] At) : UserError(At)
{
    public override string Code => "IMPORT_NOT_FOUND";

    public override LocalText Message => new("取込が見つかりません。ID を確認してください。", "There is no such import, or it is not yours. Check the id.");
}

/// <summary>The import has come to its end already.</summary>
/// <param name="State">How it ended.</param>
public sealed record ImportEnded(ImportJobState State, params string[] At) : UserError(At)
{
    public override string Code => "IMPORT_ENDED";

    public override LocalText Message => new(
        "この取込はすでに終わっています。取り消したい行は、直した在庫データをもう一度取り込むか、個々の出品を取り下げてください。",
        "This import has ended already. To undo rows of it, import a corrected list or withdraw the listings.");
}

/// <summary>The list was tried several times and stopped at the same place every time.</summary>
/// <param name="LastRow">Row up to which everything is stored.</param>
public sealed record ImportInterrupted(int LastRow) : UserError
{
    public override string Code => "IMPORT_INTERRUPTED";

    public override LocalText Message => new(
        $"{LastRow} 行目までを取り込んだ後、内部のエラーで何度も中断したため終了しました。この取込の ID を添えてプラットフォームに連絡してください。同じ在庫データを送り直すと、残りの行から続きます。",
        $"After row {LastRow} an internal error interrupted it again and again, so it was ended. Write to the platform with this import's id. The same list, sent again, goes on with the rows that are left.");
}

/// <summary>The uploaded file is not there any more.</summary>
public sealed record ImportUploadGone() : UserError
{
    public override string Code => "IMPORT_UPLOAD_GONE";

    public override LocalText Message { get; } = new(
        "アップロードされたファイルが見つかりません。POST /imports でもう一度送信し、importListings をやり直してください。",
        "The uploaded file is gone. Send it to POST /imports again and repeat importListings.");
}

/// <summary>Another import of the operator began after this one stopped.</summary>
public sealed record ImportOvertaken() : UserError
{
    public override string Code => "IMPORT_OVERTAKEN";

    public override LocalText Message { get; } = new(
        "中断の後に別の取込が始まったため、続きからではなく最初から読み直しました。",
        "Another import began after this one had stopped, so the list was read again from its start by a new one.");
}
