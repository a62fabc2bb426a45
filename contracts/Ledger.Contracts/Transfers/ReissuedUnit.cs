using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A unit that stays where it is, but stands on a certificate that falls with a transferred one.</summary>
/// <param name="UnitCode">The unit.</param>
/// <param name="Previous">The certificate that falls.</param>
/// <param name="Title">The unit's title.</param>
/// <param name="Replacement">What the event says about it; null when it says nothing.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Issued">The new certificates, each once, with its field.</param>
internal sealed record ReissuedUnit(
    string UnitCode,
    CertificateId Previous,
    PageView<TitlePage> Title,
    UnitReissue? Replacement,
    string Path,
    IReadOnlyList<(PageView<CertificatePage> Page, CertificateId Id, string Path)> Issued)
{
    /// <summary>Those who stand on the certificate, in page order.</summary>
    public IReadOnlyList<Party> Standing
        => Title.Body is { Status: TitleStatus.Registered } title
            ? [.. title.Owners.Where(owner => owner.Certificate.Equals(Previous)).Select(owner => owner.Party)] : [];

    /// <summary>Reads the units that stand on the fallen certificates, and whatever else the event would replace.</summary>
    public static IReadOnlyList<ReissuedUnit> Load(Book book, IReadOnlyList<TransferredUnit> units, IReadOnlyList<UnitReissue> replacements)
    {
        var transferred = units.Select(unit => unit.Code).ToHashSet(StringComparer.Ordinal);
        var standing = units
            .SelectMany(unit => unit.Transfer.Previous.Select((id, i) => (Id: id, unit.Previous[i].Body)))
            .Where(certificate => certificate.Body is not null)
            .SelectMany(certificate => CertificateStates.UnitsOf(certificate.Body!).Select(code => (Code: code, certificate.Id)))
            .Where(unit => !transferred.Contains(unit.Code))
            .Concat(replacements.Select(replacement => (Code: replacement.UnitCode, Id: replacement.Previous)))
            .Distinct()
            .OrderBy(unit => unit.Code, StringComparer.Ordinal);
        return [.. standing.Select(unit => Load(book, unit.Code, unit.Id, replacements))];
    }

    private static ReissuedUnit Load(Book book, string code, CertificateId previous, IReadOnlyList<UnitReissue> replacements)
    {
        var index = replacements.ToList().FindIndex(replacement => replacement.UnitCode == code && replacement.Previous.Equals(previous));
        var path = $"replacements[{index}]";
        return new(
            code,
            previous,
            book.Title(code),
            index < 0 ? null : replacements[index],
            path,
            index < 0 ? [] : TransferredUnit.Certificates(
                book, replacements[index].Owners.Select((owner, i) => (owner.Certificate, $"{path}.owners[{i}].certificate"))));
    }
}
