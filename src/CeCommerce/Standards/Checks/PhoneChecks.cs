namespace CeCommerce.Standards.Checks;

/// <summary>Mobile phones: what RMJ's guideline asks, and repairs under the Radio Act (電波法).</summary>
internal static class PhoneChecks
{
    private static readonly ReasonKind Restricted = new("restricted", "networkRestriction");
    private static readonly ReasonKind MayBeRestricted = new("may-be-restricted", "networkRestriction");
    private static readonly ReasonKind NotChecked = new("not-checked", "networkRestriction");
    private static readonly ReasonKind Locked = new("locked", "activationLock");
    private static readonly ReasonKind SimLocked = new("sim-locked", "simLock");
    private static readonly ReasonKind NoImei = new("no-imei", "imei");
    private static readonly ReasonKind UnregisteredRepair = new("unregistered-repair", "repairerRegistration");

    public static IReadOnlyList<NamedCheck> All { get; } =
    [
        new("phone.not-restricted")
        {
            Inputs = [Inputs.Of(FactCode.NetworkRestriction)],
            Reasons = [Restricted],
            Check = static context => context.Facts.Choice<NetworkRestriction>(FactCode.NetworkRestriction) switch
            {
                null => Check.Missing(FactCode.NetworkRestriction),
                NetworkRestriction.Restricted => Check.Fail(Restricted),
                _ => Check.Pass,
            },
        },
        new("phone.no-restriction-risk")
        {
            Inputs = [Inputs.Of(FactCode.NetworkRestriction)],
            Reasons = [MayBeRestricted, NotChecked],
            Check = static context => context.Facts.Choice<NetworkRestriction>(FactCode.NetworkRestriction) switch
            {
                NetworkRestriction.None => Check.Pass,
                NetworkRestriction.Possible => Check.Fail(MayBeRestricted),
                NetworkRestriction.NotChecked => Check.Unknown(NotChecked),
                _ => Check.NotApplicable,
            },
        },
        new("phone.activation-lock-off")
        {
            Inputs = [Inputs.Of(FactCode.ActivationLock)],
            Reasons = [Locked],
            Check = static context => context.Facts.Choice<ActivationLock>(FactCode.ActivationLock) switch
            {
                null => Check.Missing(FactCode.ActivationLock),
                ActivationLock.On => Check.Fail(Locked),
                _ => Check.Pass,
            },
        },
        new("phone.sim-unlocked")
        {
            Inputs = [Inputs.Of(FactCode.SimLock)],
            Reasons = [SimLocked],
            Check = static context => context.Facts.Choice<SimLock>(FactCode.SimLock) switch
            {
                null => Check.Missing(FactCode.SimLock),
                SimLock.Locked => Check.Fail(SimLocked),
                _ => Check.Pass,
            },
        },
        new("phone.imei")
        {
            Inputs = [Inputs.Imei],
            Reasons = [NoImei],
            Check = static context => context.Listing.HasImei ? Check.Pass : Check.Unknown(NoImei),
        },
        new("phone.repairer-disclosed")
        {
            Inputs = [Inputs.Of(FactCode.Repairs), Inputs.Of(FactCode.RepairerRegistration), Inputs.Of(FactCode.RadioRepairMark), Inputs.Of(FactCode.RepairedBy)],
            Reasons = [UnregisteredRepair],
            Check = static context => !context.Facts.Has(FactCode.Repairs) ? Check.NotApplicable : Disclosed(context.Facts) ? Check.Pass : Check.Fail(UnregisteredRepair),
        },
    ];

    private static bool Disclosed(ItemFacts facts) =>
        facts.Has(FactCode.RepairerRegistration) || facts.Flag(FactCode.RadioRepairMark) == true || facts.Has(FactCode.RepairedBy);
}
