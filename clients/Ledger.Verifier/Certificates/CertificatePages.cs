using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Verifier;

/// <summary>The pages of one certificate, each verified against the state root.</summary>
internal sealed class CertificatePages
{
    private const string TitlePrefix = "unit/";
    private const string EncumbrancePrefix = "enc/";

    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EncumbrancePage?> encumbrances = new(StringComparer.Ordinal);

    /// <summary>Encumbrance pages by unit code; null where absence is proved.</summary>
    public IReadOnlyDictionary<string, EncumbrancePage?> Encumbrances => encumbrances;

    /// <summary>The title page; null when there is none or its absence is proved.</summary>
    public TitlePage? Title { get; private set; }

    /// <summary>Verifies and reads every page.</summary>
    public LogFault? Read(CertificateFile file, ReadOnlySpan<byte> stateRoot)
    {
        foreach (var page in file.Pages)
        {
            if (!keys.Add(page.Key))
                return new LogFault("certificate.page-twice", $"the page {page.Key} stands twice", $"页 {page.Key} 重复");

            var fault = PageVerifier.Check(stateRoot, page.Key, page.Page, page.Proof, out var read) ?? Take(page.Key, read);
            if (fault is not null)
                return fault;
        }

        return null;
    }

    /// <summary>Keys of the encumbrance pages a lien claim needs.</summary>
    public IReadOnlyList<string> NeededForLien(UnitCode unit) =>
        [.. LienClaim.PagesNeeded(unit, encumbrances.GetValueOrDefault(unit.ToString())).Select(code => PageKeys.Encumbrances(code.ToString()))];

    /// <summary>Only what the claim needs is disclosed, and all of it.</summary>
    public LogFault? CheckKeys(IReadOnlyList<string> needed)
    {
        if (needed.FirstOrDefault(key => !keys.Contains(key)) is { } missing)
            return new LogFault("certificate.page-missing", $"the page {missing}, or proof of its absence, is missing", $"缺少页 {missing} 或其不存在证明");

        return keys.Except(needed, StringComparer.Ordinal).FirstOrDefault() is { } foreign
            ? new LogFault("certificate.page-foreign", $"the page {foreign} is not needed for the claim", $"结论不需要页 {foreign}")
            : null;
    }

    /// <summary>The document a disclosed field belongs to: row 0 is the page's own, then those of the rows, kind after kind, in their order.</summary>
    public DocumentRoot? Document(string key, uint row)
    {
        if (key.StartsWith(TitlePrefix, StringComparison.Ordinal))
            return row == 0 && keys.Contains(key) ? Title?.Document : null;

        if (Encumbrance(key) is not { } page)
            return null;

        List<DocumentRoot?> rows = [page.Document, .. EncumbranceKinds.All.SelectMany(kind => kind.Documents(page))];
        return row < rows.Count ? rows[(int)row] : null;
    }

    /// <summary>Whether a page names this token as a party.</summary>
    public bool Names(string key, ReadOnlyMemory<byte> token) =>
        key.StartsWith(TitlePrefix, StringComparison.Ordinal) && keys.Contains(key)
        && (Title?.Owners.Any(owner => owner.Party is { } party && party.Token.Span.SequenceEqual(token.Span)) ?? false);

    private EncumbrancePage? Encumbrance(string key) => key.StartsWith(EncumbrancePrefix, StringComparison.Ordinal)
        ? encumbrances.GetValueOrDefault(key[EncumbrancePrefix.Length..])
        : null;

    private LogFault? Take(string key, Page? page)
    {
        LogFault? fault = null;
        if (key.StartsWith(EncumbrancePrefix, StringComparison.Ordinal))
        {
            EncumbrancePage? body = null;
            if (page is null || Canonical.TryParse(page.Body.Span, out body, out fault))
                encumbrances[key[EncumbrancePrefix.Length..]] = body;
        }
        else if (key.StartsWith(TitlePrefix, StringComparison.Ordinal))
        {
            TitlePage? body = null;
            if (page is null || Canonical.TryParse(page.Body.Span, out body, out fault))
                Title = body;
        }
        else
        {
            fault = new LogFault("certificate.page-foreign", $"the page {key} is not needed for the claim", $"结论不需要页 {key}");
        }

        return fault;
    }
}
