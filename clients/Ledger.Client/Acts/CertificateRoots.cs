using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Client;

/// <summary>What certificates say, as the verified pages of the book give it: the same as the rules compute it (C-55).</summary>
internal static class CertificateRoots
{
    /// <summary>The root of a certificate or proof that the recording of a case issued.</summary>
    /// <param name="reader">Reads pages.</param>
    /// <param name="id">Its number.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>Null where no row of the book names it.</returns>
    public static async Task<byte[]?> OfIssuedAsync(LedgerReader reader, CertificateId id, CancellationToken ct)
    {
        if ((await reader.GetPageAsync(PageKeys.Certificate(id), cancellationToken: ct)).Page is not { } found)
            return null;

        var page = CertificatePage.Parser.ParseFrom(found.Body);
        var content = page.Kind == CertificateKind.Title
            ? CertificateContents.OfTitle(id, page, await TitlesAsync(reader, CertificateStates.UnitsOf(page), ct))
            : await OfProofAsync(reader, id, page, ct);
        return content is null ? null : CertificateContents.RootOf(content);
    }

    /// <summary>The root of a certificate that replaces another of the same holder.</summary>
    /// <param name="reader">Reads pages.</param>
    /// <param name="e">The replacement as the event states it, its root excepted.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>Null where the book does not have the old one.</returns>
    public static async Task<byte[]?> OfReplacementAsync(LedgerReader reader, CertificateReissued e, CancellationToken ct)
    {
        var titles = await TitlesAsync(reader, [e.UnitCode], ct);
        foreach (var owner in titles.SelectMany(static title => title.Owners).Where(owner => e.Old.Equals(owner.Certificate)))
            owner.Certificate = e.Replacement;

        var page = new CertificatePage { UnitCode = e.UnitCode, Kind = CertificateKind.Title, Issued = e.Recording.RecordingDate };
        return CertificateContents.OfTitle(e.Replacement, page, titles) is { } content ? CertificateContents.RootOf(content) : null;
    }

    private static async Task<IReadOnlyList<TitlePage>> TitlesAsync(LedgerReader reader, IEnumerable<string> units, CancellationToken ct)
    {
        var titles = new List<TitlePage>();
        foreach (var unit in units)
        {
            if ((await reader.GetPageAsync(PageKeys.Title(unit), cancellationToken: ct)).Page is { } title)
                titles.Add(TitlePage.Parser.ParseFrom(title.Body));
        }

        return titles;
    }

    private static async Task<CertificateContent?> OfProofAsync(LedgerReader reader, CertificateId id, CertificatePage page, CancellationToken ct)
    {
        if ((await reader.GetPageAsync(PageKeys.Encumbrances(page.UnitCode), cancellationToken: ct)).Page is not { } found)
            return null;

        // A mortgage's proof stands on its page alone: the rows of its units do not name it.
        var encumbrances = EncumbrancePage.Parser.ParseFrom(found.Body);
        foreach (var row in encumbrances.Mortgages)
        {
            if ((await reader.GetPageAsync(PageKeys.Mortgage(row.Id), cancellationToken: ct)).Page is { } secured
                && CertificateContents.OfMortgage(id, page, MortgagePage.Parser.ParseFrom(secured.Body)) is { } content)
            {
                return content;
            }
        }

        return CertificateContents.OfRight(id, page, encumbrances);
    }
}
