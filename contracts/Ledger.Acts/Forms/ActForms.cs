using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Ledger.Acts;

/// <summary>The forms of all acts.</summary>
public static class ActForms
{
    /// <summary>All forms, by family, in the order in which an office does them.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
    [
        .. SaleForms.All,
        .. TaxForms.All,
        .. CaseForms.All,
        .. OpeningForms.All,
        .. TransferForms.All,
        .. TitleForms.All,
        .. MortgageForms.All,
        .. NoticeForms.All,
        .. SeizureForms.All,
        .. CertificateForms.All,
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
