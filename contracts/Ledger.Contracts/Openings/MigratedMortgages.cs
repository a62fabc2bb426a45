using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The mortgages of the old book: C-43 their ranks are 1..n, from profile 2 on on each holding (C-84); C-54 their proofs are new and
/// stand for one mortgage each; C-41 their mortgagee should be on the ledger, since only its key can release them.
/// </summary>
internal static class MigratedMortgages
{
    /// <summary>Checks them.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="loaded">The opening.</param>
    /// <param name="perHolding">Whether a mortgage may lie on one share, and ranks count on each.</param>
    public static void Check(Judgement judgement, MigratedCase loaded, bool perHolding)
    {
        if (perHolding)
            CheckHoldings(judgement, loaded);
        else
            CheckRanks(judgement, loaded);

        for (var i = 0; i < loaded.Mortgages.Count; i++)
        {
            var (row, page, member) = (loaded.Mortgages[i].Row, loaded.Mortgages[i].Page, loaded.Mortgages[i].Mortgagee);
            if (member.Body is not { Lender: true })
            {
                judgement.Fail(
                    MortgageeSigns.C41,
                    new("抵押权人不是账本上的放贷机构，无法在账本上解除该抵押", "the mortgagee is no lender of this ledger and cannot release the mortgage here"),
                    new("请先将抵押权人登记为成员，或确认后继续", "let the mortgagee join the ledger first, or acknowledge C-41"),
                    Labels.InEvent(new("抵押权人", "mortgagee"), row.Id.Mortgagee, $"mortgages[{i}].id.mortgagee"),
                    member.Says(new("放贷机构", "lender"), member.Body?.Lender));
            }

            if (perHolding && page.Body is { Units.Count: >= MortgageShape.MostUnits } full)
                Full(judgement, row, full, page, $"mortgages[{i}].id.part");
            if (page.Body is not null)
                MortgageStands.CheckExtends(judgement, row, loaded.Event.Opening.UnitCode, page, $"mortgages[{i}]");
        }

        CertificatesUnique.CheckNew(
            judgement, NewProofs(loaded).Select(mortgage => (mortgage.Certificate, mortgage.Row.Certificate, PathOf(loaded, mortgage.Row))));
        CertificatesUnique.CheckOneMortgageEach(
            judgement,
            loaded.Event.Mortgages.Select(row => (row, PathOf(loaded, row))),
            loaded.Opening.Certificates.Select(certificate => (certificate.Id, certificate.Path)));
    }

    /// <summary>Writes the mortgages' own pages and proofs.</summary>
    public static void Write(Book book, MigratedCase loaded)
    {
        var unit = loaded.Event.Opening.UnitCode;
        foreach (var (row, certificate) in NewProofs(loaded).Select(static mortgage => (mortgage.Row, mortgage.Certificate)))
            book.Write(certificate.Key, new CertificatePage { UnitCode = unit, Kind = CertificateKind.Proof, Live = true, Issued = row.RecordingDate });
        foreach (var mortgage in loaded.Mortgages)
        {
            var (row, view) = (mortgage.Row, mortgage.Page);
            var page = view.Body?.Clone() ?? new MortgagePage
            {
                Id = row.Id,
                State = MortgageState.Registered,
                Terms = row.Terms,
                Certificate = row.Certificate,
                RecordingDate = row.RecordingDate,
                Origin = Origin.Migrated,
                Document = row.Document,
            };
            var added = new MortgageUnit { UnitCode = unit, Share = row.Share, Epoch = loaded.Event.Opening.Epoch };
            added.Holding.AddRange(row.Holding);
            var units = page.Units.Append(added)
                .OrderBy(item => item.UnitCode, StringComparer.Ordinal).ToList();
            page.Units.Clear();
            page.Units.AddRange(units);
            book.Write(view.Key, page);
            if (view.Body is null && mortgage.Head is { } head)
                MortgageParts.WriteTakenOver(book, head, page);
        }
    }

    // A page of a mortgage has so many units at most: what is more stands in a further part.
    private static void Full(Judgement judgement, MortgageRow row, MortgagePage full, PageView<MortgagePage> page, string path)
        => judgement.WrongState(
            new("抵押", "mortgage"),
            new($"已有{full.Units.Count}个单元", $"on {full.Units.Count} units already"),
            [],
            Labels.InEvent(new("部分", "part"), row.Id.Part, path),
            page.Says(new("单元数；其余单元请列入下一部分", "units; state the next part for further ones"), full.Units.Count));

    private static void CheckRanks(Judgement judgement, MigratedCase loaded)
    {
        var ranks = loaded.Event.Mortgages.Select(row => row.Rank).ToList();
        if (!ranks.Where((rank, i) => rank != i + 1).Any())
            return;
        judgement.Fail(
            MortgageRank.C43,
            new("抵押顺位不连续", "the ranks of the mortgages are not 1, 2, …"),
            new("请按旧簿登簿先后编排顺位", "number the ranks in the order of the old book"),
            Labels.InEvent(new("抵押顺位", "ranks"), string.Join(", ", ranks), "mortgages"),
            Labels.InEvent(new("应为", "expected"), string.Join(", ", Enumerable.Range(1, ranks.Count)), "mortgages"));
    }

    private static void CheckHoldings(Judgement judgement, MigratedCase loaded)
    {
        var (e, opening) = (loaded.Event, loaded.Event.Opening);
        var title = new TitlePage { UnitCode = opening.UnitCode, Status = TitleStatus.Registered, CoOwnership = opening.CoOwnership };
        title.Owners.AddRange(opening.Owners);
        for (var i = 0; i < e.Mortgages.Count; i++)
            MortgagedHolding.CheckTakenOver(judgement, e.Mortgages[i], title, $"mortgages[{i}]");
        if (MortgageRanks.AreDense(e.Mortgages, title, judgement.City.EqualRanks))
            return;
        judgement.Fail(
            MortgageRank.C43,
            new("同一份额上的抵押顺位不连续", "the ranks of the mortgages on a holding are not 1, 2, …"),
            new("请按旧簿登簿先后，就每一份额分别编排顺位", "number the ranks of each holding in the order of the old book"),
            [.. e.Mortgages.Select((row, i) => Labels.InEvent(
                new($"{Labels.Parties(row.Holding)}的抵押顺位", $"rank on {Labels.Parties(row.Holding)}"), row.Rank, $"mortgages[{i}].rank"))]);
    }

    private static string PathOf(MigratedCase loaded, MortgageRow row) => $"mortgages[{loaded.Event.Mortgages.IndexOf(row)}].certificate";

    private static IEnumerable<MigratedMortgage> NewProofs(
        MigratedCase loaded)
        => loaded.Mortgages.Where(mortgage => mortgage.Page.Body is { } known
            ? !MortgageStands.Extends(mortgage.Row, loaded.Event.Opening.UnitCode, known)
            : mortgage.Head?.Body?.Certificate.Equals(mortgage.Row.Certificate) != true);
}
