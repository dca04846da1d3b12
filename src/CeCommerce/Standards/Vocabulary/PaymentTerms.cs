namespace CeCommerce.Standards;

/// <summary>When the consumer pays (特定商取引法 11 ii: 代金の支払の時期).</summary>
[TermSource("特定商取引法 11 ii asks for the time of payment; the values are the product's")]
public enum PaymentTiming
{
    [Term("注文時", "At order", Aliases = ["ご注文時", "前払い"])]
    AtOrder,

    [Term("発送前", "Before dispatch", Aliases = ["発送前払い"])]
    BeforeDispatch,

    [Term("受取時", "On delivery", Aliases = ["代金引換", "商品引換時"])]
    OnDelivery,

    [Term("受取後", "After delivery", Aliases = ["後払い", "請求書払い"])]
    AfterDelivery,

    [Term("毎月", "Every month", Aliases = ["月払い", "月額"])]
    Monthly,
}

/// <summary>How the consumer pays (特定商取引法 11 ii: 代金の支払の方法).</summary>
[TermSource("特定商取引法 11 ii asks for the method of payment; the values are the product's")]
public enum PaymentMethod
{
    [Term("クレジットカード", "Credit card", Aliases = ["カード", "card"])]
    Card,

    [Term("銀行振込", "Bank transfer", Aliases = ["振込"])]
    BankTransfer,

    [Term("コンビニ払い", "Convenience store", Aliases = ["コンビニ"])]
    ConvenienceStore,

    [Term("代金引換", "Cash on delivery", Aliases = ["代引き", "代引"])]
    CashOnDelivery,

    [Term("QRコード決済", "QR code payment", Aliases = ["QR決済"])]
    QrCode,

    [Term("請求書払い", "Invoice", Aliases = ["請求書"])]
    Invoice,
}
