using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Ledger.Acts;

/// <summary>The forms of all acts.</summary>
public static class ActForms
{
    /// <summary>All forms, by family, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        new SignContractForm(),
        new FileContractForm(),
        new RevokeContractForm(),

        new AssessTaxForm(),
        new PayTaxForm(),
        new ExemptTaxForm(),
        new RefundTaxForm(),

        new OpenFirstRegistrationForm(),
        new OpenMigratedForm(),
        new RecordTransferForm(),

        new SignMortgageContractForm(),
        new ConsentForm(),
        new ReleaseForm(),
        new RegisterMortgageForm(),
        new CancelMortgageForm(),
        new NotifyMortgageeForm(),

        new EnterSeizureForm(),
        new RenewSeizureForm(),
        new LiftSeizureForm(),
    ];

    private static FrozenDictionary<string, ActForm> ByRequest { get; } = All.ToFrozenDictionary(static form => form.Request.FullName, StringComparer.Ordinal);

    /// <summary>The form of a request.</summary>
    /// <exception cref="KeyNotFoundException">It is no request of an act.</exception>
    public static ActForm Of(MessageDescriptor request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ByRequest[request.FullName];
    }
}
