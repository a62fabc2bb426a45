using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// One certificate for all unsold units of a building (C-54, <c>first.oneCertificate</c>), where the city issues such: it was issued
/// in the same case for units of the same building.
/// </summary>
internal static class BuildingCertificate
{
    /// <summary>The certificates that must be new: all but those that a unit joins.</summary>
    public static IEnumerable<(PageView<CertificatePage> Page, CertificateId Id, string Path)> NotShared(
        Judgement judgement, IReadOnlyList<FirstRegistration> units)
        => units.SelectMany(unit => unit.Opening.Certificates.Where(certificate => !Joins(judgement, unit, certificate.Page)));

    /// <summary>Writes the certificates that several units of one act stand on, with all of these.</summary>
    public static void Write(Book book, IReadOnlyList<FirstRegistration> units)
    {
        var shared = units
            .SelectMany(unit => unit.Opening.Certificates.Select(certificate => (certificate.Id, certificate.Page, unit.Opening)))
            .GroupBy(certificate => certificate.Id)
            .Where(group => group.Count() > 1);
        foreach (var certificate in shared)
        {
            var (_, view, opening) = certificate.First();
            var before = view.Body is { } known ? CertificateStates.UnitsOf(known) : [];
            List<string> all =
            [
                .. before.Concat(certificate.Select(unit => unit.Opening.Opening.UnitCode)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ];
            CertificatePages.Issue(book, view, opening.Recording, CertificateKind.Title, all);
        }
    }

    private static bool Joins(Judgement judgement, FirstRegistration unit, PageView<CertificatePage> view)
        => judgement.City.FirstCertificate == FirstCertificate.PerBuilding
            && view.Body is { Kind: CertificateKind.Title, Live: true } page
            && page.AcceptanceNumber == unit.Opening.Recording.AcceptanceNumber
            && unit.Buildings is not null
            && CertificateStates.UnitsOf(page).All(code => BuildingsOnLand.BuildingOf(code) == unit.Buildings.Building);
}
