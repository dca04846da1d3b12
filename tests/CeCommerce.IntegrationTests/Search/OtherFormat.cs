using CeCommerce.Search.Lucene;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace CeCommerce.IntegrationTests.Search;

/// <summary>An index as an older version of the product would have left it.</summary>
internal static class OtherFormat
{
    public static void Write(string path)
    {
        using var directory = FSDirectory.Open(path);
        using var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new KeywordAnalyzer()) { OpenMode = OpenMode.CREATE });
        writer.SetCommitData(new Dictionary<string, string> { [IndexGeneration.FormatKey] = "0", ["position"] = "1.1" });
        writer.Commit();
    }
}
