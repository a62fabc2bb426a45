using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-36 预告转本登记一致: the advance notice of a transfer becomes the transfer: same beneficiaries, same contract, at most the
/// amount that was noticed. Every notice of this contract on the unit is converted with it, so that none stays behind.
/// </summary>
internal static class NoticesConverted
{
    public static readonly Rule C36 = Rule.Reject("C-36", "预告转本登记一致", "not what was noticed", "担保制度解释 52; 民法典 221");

    private static readonly Wording Proof = new("预告登记证明号", "proof of the notice");

    /// <summary>Checks the notices that the act converts.</summary>
    public static void Check(Judgement judgement, TransferredUnit unit)
    {
        var page = unit.Pages.Encumbrances;
        var live = Live(unit).ToList();
        for (var i = 0; i < unit.Transfer.Notices.Count; i++)
        {
            var proof = unit.Transfer.Notices[i];
            var stated = Labels.InEvent(Proof, Labels.Certificate(proof), $"{unit.Path}.notices[{i}]");
            if (live.FirstOrDefault(row => proof.Equals(row.Proof)) is not { } row)
            {
                Fail(judgement, unit, new("该证明不是本单元有效的转移预告登记", "the proof is of no live notice of a transfer of this unit"),
                    stated, page.Says(Proof, string.Join(", ", live.Select(other => Labels.Certificate(other.Proof)))));
                continue;
            }

            if (!row.Beneficiaries.ToHashSet().SetEquals(unit.Disposal.Takers))
            {
                Fail(judgement, unit, new("预告登记权利人与受让人不一致", "the beneficiaries of the notice are not the transferees"),
                    stated,
                    Labels.InEvent(new("受让人", "transferees"), Labels.Parties(unit.Disposal.Takers), unit.Path + ".buyers"),
                    page.Says(new("预告登记权利人", "beneficiaries"), Labels.Parties(row.Beneficiaries)));
            }

            if (row.Basis != unit.Disposal.Basis)
            {
                Fail(judgement, unit, new("预告登记的合同与本次转移不同", "the notice is of another contract than the transfer"),
                    stated, Labels.InEvent(ContractNumber.Name, unit.Disposal.Basis, "contract_number"), page.Says(ContractNumber.Name, row.Basis));
            }

            if (row.AmountFen != 0 && unit.Transfer.PriceFen > row.AmountFen)
            {
                Fail(judgement, unit, new("转移价款超过预告登记的价款", "the price is more than what was noticed"),
                    stated,
                    Labels.InEvent(new("价款", "price"), Labels.Yuan(unit.Transfer.PriceFen), unit.Path + ".price_fen"),
                    page.Says(new("预告价款", "price noticed"), Labels.Yuan(row.AmountFen)));
            }
        }

        foreach (var row in live.Where(row => row.Basis.Length > 0 && row.Basis == unit.Disposal.Basis && !unit.Transfer.Notices.Contains(row.Proof)))
        {
            Fail(judgement, unit, new("本合同的预告登记应一并转为本登记", "the notice of this very contract is converted with the transfer"),
                Labels.InEvent(Proof, string.Join(", ", unit.Transfer.Notices.Select(Labels.Certificate)), unit.Path + ".notices"),
                page.Says(Proof, Labels.Certificate(row.Proof)));
        }
    }

    /// <summary>
    /// Ends the converted notices, whose proofs fall; what was noticed of a mortgage for the same contract may be registered from
    /// this day on.
    /// </summary>
    /// <returns>Whether the page changed.</returns>
    public static bool Write(Book book, TransferredUnit unit, Recording recording, EncumbrancePage page)
    {
        var changed = false;
        foreach (var row in page.Notices.Where(row => row.Ended == 0))
        {
            if (unit.Transfer.Notices.Contains(row.Proof))
            {
                row.Ended = recording.RecordingDate;
                changed = true;
            }
            else if (row is { Kind: AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage, RegistrableSince: 0 }
                && row.Obligors.All(unit.Disposal.Takers.Contains))
            {
                MakeRegistrable(book, row, recording.RecordingDate);
                changed = true;
            }
        }

        foreach (var proof in unit.Proofs.Where(proof => proof.Body is not null))
            CertificatePages.Void(book, proof, recording, VoidReasons.Replaced);
        return changed;
    }

    /// <summary>C-35: what was noticed may be registered from a day on; the notice lapses when the city's days after it are over.</summary>
    public static void MakeRegistrable(Book book, AdvanceNoticeRow row, uint since)
    {
        row.RegistrableSince = since;
        row.Lapses = NoticeLapse.After(book, Day.FromNumber(since)).Number;
    }

    private static IEnumerable<AdvanceNoticeRow> Live(TransferredUnit unit)
        => unit.Pages.Encumbrances.Body?.Notices.Where(row => row is { Ended: 0, Kind: AdvanceNoticeKind.Presale or AdvanceNoticeKind.OtherSale })
            ?? [];

    private static void Fail(Judgement judgement, TransferredUnit unit, Wording what, params IReadOnlyList<Ledger.Chain.FindingValue> values)
        => judgement.Fail(
            C36,
            new($"单元{unit.Code}：{what.Chinese}", $"unit {unit.Code}: {what.English}"),
            new("请核对预告登记证明、权利人、合同与价款", "check the notice's proof, its beneficiaries, contract and price"),
            values);
}
