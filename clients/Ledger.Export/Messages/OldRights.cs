using Ledger.V1;

namespace Ledger.Export;

/// <summary>Mortgages and seizures that came with a unit from the old book: reported by whoever kept it, but ended by messages of ours.</summary>
internal static class OldRights
{
    /// <summary>Takes them into the unit's book.</summary>
    public static void Take(ActTelling telling, OpenMigratedRequest asked, MigratedOpened recorded)
    {
        var book = telling.Shelf.Of(recorded.Opening.UnitCode);
        var notTold = telling.Silent(book, "mortgage");
        foreach (var mortgage in recorded.Mortgages)
        {
            var proof = MortgageActs.NumberOf(
                mortgage.Certificate,
                asked.Mortgages.FirstOrDefault(one => one.Mortgage.ContractNumber == mortgage.Id.ContractNumber)?.Certificate ?? "");
            var row = notTold.Right(
                "QLF_QL_DYAQ",
                ("YWH", mortgage.BusinessNumber), ("DJLX", "100"), ("DYR", HolderRows.Names(notTold, book.Owners.Select(static owner => owner.Party))),
                ("DJSJ", Since(notTold, mortgage.RecordingMs, mortgage.RecordingDate)), ("DYQSW", $"{mortgage.Rank}"), ("BDCDJZMH", proof));
            MortgageActs.Terms(notTold, row, mortgage.Terms);
            book.Put(new(MortgageActs.KeyOf(mortgage.Id), mortgage.BusinessNumber, proof, row, [MortgageActs.Mortgagee(mortgage.Id)]));
        }

        foreach (var seizure in recorded.Seizures)
        {
            book.Seizures.Add(seizure.Clone());
            var row = notTold.Right(
                "QLF_QL_CFDJ",
                ("YWH", seizure.BusinessNumber), ("CFJG", notTold.OrganisationName(seizure.Authority)),
                ("CFLX", seizure.Kind == SeizureKind.PreSeizure ? "3" : "1"),
                ("CFWH", seizure.DocumentNumber), ("DJSJ", Since(notTold, seizure.RecordingMs, seizure.RecordingDate)));
            book.Put(new(SeizureActs.KeyOf(seizure.DocumentNumber), seizure.BusinessNumber, "", row, []));
        }

        foreach (var notice in recorded.Notices)
        {
            var proof = notice.Proof?.Number ?? "";
            var request = asked.Rights?.Notices.FirstOrDefault(one => TitleActs.Canonical(one.Right.Proof, one.Right.LegacyProof) == proof);
            var row = notTold.Right(
                "QLF_QL_YGDJ",
                ("YWH", notice.BusinessNumber), ("DJLX", "700"), ("YGDJZL", $"{(int)notice.Kind}"),
                ("YWR", request is null ? null : HolderRows.Names(notTold, request.Obligors)),
                ("DJSJ", notTold.Instant(notice.RecordingMs)), ("BDCDJZMH", proof));
            book.Put(new("notice/" + proof, notice.BusinessNumber, proof, row, request is null ? [] : [.. request.Beneficiaries]));
        }
    }

    private static string Since(MessageDraft draft, ulong milliseconds, uint day)
        => milliseconds > 0 ? draft.Instant(milliseconds) : draft.Day(day) ?? draft.At;
}
