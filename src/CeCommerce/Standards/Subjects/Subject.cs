namespace CeCommerce.Standards.Subjects;

/// <summary>What a rule judges.</summary>
[TermSource("House convention: the phases of the reference")]
public enum Subject
{
    [Term("出品", "Listing")]
    Listing,

    [Term("事業者", "Operator", MeaningJa = "登録と、続けて満たすこと", MeaningEn = "at onboarding, and what stays owed")]
    Operator,

    [Term("買取り・受託", "Buy-back", MeaningJa = "買い取り、下取り、委託", MeaningEn = "buying, trading in or taking on consignment from somebody")]
    Buyback,

    [Term("契約", "Contract", MeaningJa = "申込みの最終確認と契約条項", MeaningEn = "the final confirmation and the clauses")]
    Contract,

    [Term("賃貸", "Lease", MeaningJa = "貸出し中と返却後", MeaningEn = "while a unit is leased and after it came back")]
    Lease,

    [Term("修理", "Repair")]
    Repair,

    [Term("引渡し", "Hand-over")]
    HandOver,

    [Term("事故・通報", "Incident", MeaningJa = "事故、漏えい、削除や開示の求め", MeaningEn = "an accident, a breach of data, a request to remove or disclose")]
    Incident,
}
