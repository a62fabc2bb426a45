using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Certificates that fall and those in their place.</summary>
internal static class CertificateRenewals
{
    /// <summary>Options of the first one.</summary>
    public static readonly ActOption[] Options =
    [
        new("--old-certificate", "certificates.old.number", new("原证号", "certificate that falls")),
        new("--new-certificate", "certificates.replacement", new("新证号", "certificate in its place")),
    ];

    /// <summary>Reads the list, sorted by the old one.</summary>
    /// <param name="input">Reads what has the list.</param>
    /// <param name="asked">The list.</param>
    /// <param name="name">Name of a legacy one within the document.</param>
    public static IReadOnlyList<CertificateRenewal> Renewals(
        this ActReader input, IReadOnlyList<CertificateRenewalInput> asked, string name = "certificate")
    {
        input.Count(asked.Count, "certificates", least: 0);
        var renewals = asked.Select((renewal, i) =>
        {
            var row = input.In("certificates", i);
            var old = row.Required(renewal.Old, "old");
            return new CertificateRenewal
            {
                Old = row.In("old").Certificate(old.Number, old.Legacy, "number", $"{name}.{i}.old"),
                Replacement = row.Certificate(renewal.Replacement, legacy: false, "replacement", $"{name}.{i}.new"),
            };
        }).ToList();
        renewals.Sort(static (a, b) => PartyOrder.Compare(a.Old, b.Old));
        return renewals;
    }
}
