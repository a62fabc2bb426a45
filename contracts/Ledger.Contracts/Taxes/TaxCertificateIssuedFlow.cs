using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>完税（免税）证明: the tax office certifies that accounts are cleared; a new assessment or a refund voids it.</summary>
internal sealed class TaxCertificateIssuedFlow()
    : Flow<TaxCertificateIssued, TaxBasisCase<TaxCertificateIssued>>(DepartmentNames.Tax, new("完税证明", "clearance certificate"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, TaxCertificateIssued e)
    {
        TaxStands.Number(shape, e.Basis, "basis");
        shape.Identifier<VoucherNumber>(e.CertificateNumber, "certificate_number");
        shape.Date(e.Date, "date");
        var sound = true;
        for (var i = 0; i < e.Accounts.Count; i++)
        {
            shape.Known(e.Accounts[i].Tax, $"accounts[{i}].tax");
            shape.Known(e.Accounts[i].Side, $"accounts[{i}].side", zeroIsUnspecified: false);
            sound &= shape.PartyValue(e.Accounts[i].Taxpayer, $"accounts[{i}].taxpayer");
        }

        if (sound)
            shape.Sorted(e.Accounts, Order, "accounts");
    }

    /// <inheritdoc/>
    protected override TaxBasisCase<TaxCertificateIssued> Load(TaxCertificateIssued e, Book book)
        => TaxBasisCase<TaxCertificateIssued>.Load(e, book, e.Basis);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TaxBasisCase<TaxCertificateIssued> loaded, Signer signer)
    {
        if (!loaded.CheckStands(judgement, [BasisState.Ready, BasisState.Registered], TaxState.Assessed, TaxState.Cleared))
            return;
        var (e, page) = (loaded.Event, loaded.Tax.Body!);
        var accounts = TaxAccount.Of(page);
        for (var i = 0; i < e.Accounts.Count; i++)
        {
            var named = e.Accounts[i];
            var account = accounts.FirstOrDefault(account => account.Tax == named.Tax && account.Side == named.Side && account.Taxpayer.Equals(named.Taxpayer));
            if (account is { IsCleared: true })
                continue;
            judgement.Fail(
                TaxesCleared.C16,
                new("所列税款未核定或未缴清", "an account named is not assessed or not cleared"),
                new("请先缴清或减免后再开具证明", "pay it or have it exempted first"),
                Labels.InEvent(new("税种", "tax"), named.Tax, $"accounts[{i}].tax"),
                loaded.Tax.Says(new("应征", "assessed"), account is null ? Labels.Absent : Labels.Yuan(account.OwedFen)),
                loaded.Tax.Says(new("实缴", "paid"), account is null ? Labels.Absent : Labels.Yuan(account.PaidFen)));
        }

        var issued = DatedFact.Stated(new("开具日期", "day of issue"), e.Date, "date");
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("核税日期", "assessment date"), page.AssessmentDate), issued);
        DateOrder.Check(judgement, DatedFact.Recorded(loaded.Tax, new("缴款日期", "payment date"), page.LastPaymentDate), issued);
        DateOrder.NotInFuture(judgement, issued);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TaxBasisCase<TaxCertificateIssued> loaded)
    {
        var page = loaded.Tax.Body!.Clone();
        page.State = TaxState.Cleared;
        page.Clearance = loaded.Event.CertificateNumber;
        page.Document = loaded.Event.Act.Document;
        book.Write(loaded.Tax.Key, page);
    }

    private static int Order(CoveredAccount left, CoveredAccount right)
    {
        var order = left.Side.CompareTo(right.Side);
        order = order != 0 ? order : PartyOrder.Compare(left.Taxpayer, right.Taxpayer);
        return order != 0 ? order : left.Tax.CompareTo(right.Tax);
    }
}
