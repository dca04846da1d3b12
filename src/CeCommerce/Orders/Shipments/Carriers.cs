using CeCommerce.Platform;

namespace CeCommerce.Orders.Shipments;

/// <summary>Where carriers show what became of a number.</summary>
internal static class Carriers
{
    private static readonly (string[] Names, string Page)[] Known =
    [
        (["ヤマト", "クロネコ", "YAMATO"], "https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id="),
        (["佐川", "SAGAWA"], "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo="),
        (["日本郵便", "ゆうパック", "JAPAN POST", "JAPANPOST"], "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1="),
        (["福山通運", "FUKUYAMA"], "https://corp.fukutsu.co.jp/situation/tracking_no_hunt/"),
        (["西濃", "SEINO"], "https://track.seino.co.jp/cgi-bin/gnpquery.pgm?GNPNO1="),
    ];

    /// <summary>A number as carriers write it: digits and capital letters, without what only helps to read it; null when nothing is left.</summary>
    public static string? KeyOf(string? trackingNumber)
    {
        if (trackingNumber is null)
        {
            return null;
        }

        var key = string.Concat(NormalForm.Compatible(trackingNumber).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return key.Length > 0 ? key : null;
    }

    /// <summary>The carrier's page about a number; null for carriers whose page is not known.</summary>
    public static string? PageOf(string? carrier, string? trackingKey)
    {
        if (carrier is null || trackingKey is null)
        {
            return null;
        }

        var name = NormalForm.Compatible(carrier).ToUpperInvariant();
        return Array.Find(Known, known => Array.Exists(known.Names, name.Contains)) is { Page: { } page } ? page + trackingKey : null;
    }
}
