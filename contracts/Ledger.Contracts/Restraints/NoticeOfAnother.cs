using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// N: an advance notice of somebody else counts. C-34 预告登记未经同意: what the holder of a notice was promised is not disposed
/// of without its consent: the document of a person, the event of a bank.
/// </summary>
internal sealed class NoticeOfAnother : IRestriction
{
    public static readonly Rule C34 = Rule.Reject("C-34", "预告登记未经同意", "holder of the notice has not consented", "民法典 221; 物权编解释一 4");

    /// <inheritdoc/>
    public MatrixColumn Column => MatrixColumn.N;

    /// <inheritdoc/>
    public Rule Rule => C34;

    /// <inheritdoc/>
    public EncumbranceKind? Kind => EncumbranceKind.AdvanceNotice;

    /// <inheritdoc/>
    public void Check(Judgement judgement, Disposal disposal, MatrixCell cell)
    {
        var page = disposal.Unit.Encumbrances;
        foreach (var row in page.Body?.Notices ?? [])
        {
            if (!NoticeLapse.Counts(row, judgement.Instants, disposal.Cases) || !IsOfAnother(row, disposal) || HasConsented(judgement, row, disposal))
                continue;
            judgement.About(disposal.Unit.Code, row.Proof.Number);
            judgement.Fail(
                C34,
                cell.Severity ?? Severity.Reject,
                new($"单元{disposal.Unit.Code}有他人的{CodeNames.Of(row.Kind)?.Chinese}，未经其同意",
                    $"unit {disposal.Unit.Code} has an {CodeNames.Of(row.Kind)?.English} of another, who has not consented"),
                disposal.Flow == FlowCode.K4
                    ? new("请先注销预告登记", "cancel the notice first")
                    : new("请取得预告登记权利人的书面同意（银行由其在账本上同意），或先注销预告登记",
                        "state the written consent of the notice's holder (a bank consents on the ledger), or cancel the notice first"),
                page.Says(CertificateNumber.Name, Labels.Certificate(row.Proof)),
                page.Says(new("预告登记权利人", "holders of the notice"), Labels.Parties(row.Beneficiaries)),
                page.Says(new("依据", "basis"), row.Basis),
                page.Says(new("有效期至（不含）", "counts until, exclusive"), Labels.Date(row.Lapses)));
        }
    }

    private static bool IsOfAnother(AdvanceNoticeRow row, Disposal disposal)
    {
        // A change is its holder's own act; an assignment takes the notice from its holder.
        if (row.Proof.Equals(disposal.Replaces))
            return !row.Beneficiaries.ToHashSet().SetEquals(disposal.Takers);

        // What ends the contract takes the ground from its own notice, whoever asks for it.
        if (disposal.Flow == FlowCode.K4)
            return row.Basis == disposal.Basis;
        if (row.Basis.Length > 0 && row.Basis == disposal.Basis)
            return false;
        if (row.Kind is AdvanceNoticeKind.PresaleMortgage or AdvanceNoticeKind.OtherMortgage && disposal.IsTakenBy(row.Obligors))
            return false;
        return !row.Beneficiaries.All(holder => disposal.Takers.Contains(holder) || disposal.Givers.Contains(holder));
    }

    // Whoever consents: a contract does not end under its own notice, which is cancelled first.
    private static bool HasConsented(Judgement judgement, AdvanceNoticeRow row, Disposal disposal)
        => disposal.Flow != FlowCode.K4 && (row.Mortgage is { } mortgage
            ? BankHasConsented(judgement, disposal.NoticedMortgages.FirstOrDefault(page => page.Key == PageKeys.Mortgage(mortgage))?.Body, disposal)
            : row.Proof.Number.Length > 0 && disposal.Act.Consents.Any(consent => consent.Of == row.Proof.Number));

    // A bank consents to just what is done. A contract is signed and filed on the consent to its transfer, which uses that up.
    private static bool BankHasConsented(Judgement judgement, MortgagePage? page, Disposal disposal) => disposal.Flow switch
    {
        var flow when FlowGroups.IsOfParties(flow) => judgement.Consents.Include(page, ConsentSubject.Transfer, disposal.Basis),
        var flow when FlowGroups.IsSigning(flow) || flow == FlowCode.K3 => MortgageNotes.Consents(page, ConsentSubject.Transfer, disposal.Basis),
        var flow when FlowGroups.IsNotice(flow) => judgement.Consents.Include(page, ConsentSubject.Notice, disposal.Basis)
            || MortgageNotes.Consents(page, ConsentSubject.Transfer, disposal.Basis),
        FlowCode.F901 => judgement.Consents.Include(page, ConsentSubject.Residence, disposal.Unit.Code),
        FlowCode.F902 => judgement.Consents.Include(page, ConsentSubject.Easement, disposal.Unit.Code),
        FlowCode.F410 => judgement.Consents.Include(page, ConsentSubject.Waiver, disposal.Unit.Code),
        var flow when FlowGroups.IsReshaping(flow) => judgement.Consents.Include(page, ConsentSubject.Reshape, disposal.Case),
        FlowCode.K5 => MortgageNotes.Consents(page, ConsentSubject.Rank, of: disposal.Mortgage),
        var flow when FlowGroups.IsNewMortgage(flow) => judgement.Consents.Include(page, ConsentSubject.Rank, of: disposal.Mortgage),
        FlowCode.M3 => judgement.Consents.Include(page, ConsentSubject.Change, of: disposal.Mortgage),
        _ => false,
    };
}
