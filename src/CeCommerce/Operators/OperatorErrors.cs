using CeCommerce.Platform;

namespace CeCommerce.Operators;

/// <summary>No such operator, or not the caller's.</summary>
/// <param name="OperatorId">What was given.</param>
public sealed record OperatorNotFound(string OperatorId, params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_NOT_FOUND";

    public override LocalText Message => new(
        "事業者が見つかりません。ID を確認してください。", "There is no such operator, or it is not yours to change. Check the id.");
}

/// <summary>Another operator has this code already.</summary>
/// <param name="OperatorCode">The code that is taken.</param>
public sealed record OperatorCodeTaken(string OperatorCode, params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_CODE_TAKEN";

    public override LocalText Message => new(
        $"事業者コード {OperatorCode} はすでに使われています。", $"The operator code {OperatorCode} is taken. Choose another.");
}

/// <summary>The operator's record kept changing under the request.</summary>
public sealed record OperatorChangedMeanwhile(params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_CHANGED_MEANWHILE";

    public override LocalText Message => new(
        "事業者の情報が同時に変更されました。もう一度送信してください。", "The operator's record was changed at the same time. Send the request again.");
}

/// <summary>A value of the legal identity, a licence or an address cannot be right.</summary>
/// <param name="Reason">Why, in the language of the request.</param>
public sealed record OperatorValueInvalid(LocalText Reason, params string[] At) : UserError(At)
{
    public override string Code => "OPERATOR_VALUE_INVALID";

    public override LocalText Message => Reason;
}
