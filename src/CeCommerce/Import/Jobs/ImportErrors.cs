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

/// <summary>A newer import of the operator began before this one had ended.</summary>
/// <param name="ReadAgain">A new import has read the list from its start.</param>
public sealed record ImportOvertaken(bool ReadAgain) : UserError
{
    public override string Code => "IMPORT_OVERTAKEN";

    public override LocalText Message => ReadAgain
        ? new(
            "中断の後に別の取込が始まったため、続きからではなく最初から読み直しました。",
            "Another import began after this one had stopped, so the list was read again from its start by a new one.")
        : new(
            "この取込が終わる前に新しい取込が始まったため、古い値で上書きしないよう終了しました。このリストの値を使う場合は、もう一度送信してください。",
            "A newer import began before this one had ended, so it was ended: its older rows would have come over newer ones. Send the list again if it is the one that counts.");
}

/// <summary>Neither its reader nor its writer moved for too long.</summary>
/// <param name="Minutes">For how long.</param>
public sealed record ImportStuck(double Minutes) : UserError
{
    public override string Code => "IMPORT_STUCK";

    public override LocalText Message => new(
        $"取込が {Minutes:0.#} 分間進まなかったため終了しました。それまでに取り込んだ行はそのまま残ります。時間をおいて同じ在庫データを送り直してください。繰り返すときは、この取込の ID を添えてプラットフォームに連絡してください。",
        $"It stood still for {Minutes:0.#} minutes and was ended; the rows taken in until then stay. Send the same list again later. When that happens again, write to the platform with this import's id.");
}

/// <summary>The operator has several imports waiting already.</summary>
/// <param name="Most">How many may be unfinished at a time.</param>
public sealed record ImportQueueFull(int Most, params string[] At) : UserError(At)
{
    public override string Code => "IMPORT_QUEUE_FULL";

    public override LocalText Message => new(
        $"終わっていない取込が {Most} 件あります。いずれかが終わるのを待つか、不要な取込を cancelImport で取り消してから、もう一度送信してください。",
        $"{Most} of your imports have not ended yet. Wait for one of them, or cancel one with cancelImport, then send this again.");
}
