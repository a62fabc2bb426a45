using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-54 证号唯一: a number that is issued was never issued before; the sellers' live certificate falls in the same act, and
/// who stays an owner without one gets a new one.
/// </summary>
internal static class CertificatesUnique
{
    public static readonly Rule C54 = Rule.Reject("C-54", "证号唯一", "certificate number unique", "国土资发〔2015〕25号");

    /// <summary>证号唯一: a legacy certificate that is taken over stands for another unit already; old ones covered several.</summary>
    public static readonly Rule C54Legacy = C54 with { Severity = Severity.Warning, Aspect = "legacy" };

    /// <summary>Numbers that this act issues.</summary>
    public static void CheckNew(Judgement judgement, IEnumerable<(PageView<CertificatePage> Page, CertificateId Id, string Path)> issued)
    {
        foreach (var (page, id, path) in issued)
        {
            if (page.Body is { } before)
                FailUsed(judgement, page, before, id, path);
        }
    }

    /// <summary>Numbers of the old book: one legacy certificate may stand for several units, which the registrar confirms.</summary>
    public static void CheckTakenOver(Judgement judgement, IEnumerable<(PageView<CertificatePage> Page, CertificateId Id, string Path)> certificates)
    {
        foreach (var (page, id, path) in certificates)
        {
            if (page.Body is not { } before)
                continue;
            if (id.Number.Length > 0 || before.Kind != CertificateKind.Title)
            {
                FailUsed(judgement, page, before, id, path);
                continue;
            }

            judgement.Fail(
                C54Legacy,
                new("该旧证已用于其他单元", "the legacy certificate stands for another unit already"),
                new("请核对旧证是否载有多个单元，属实则确认后继续", "see whether the old certificate covers several units, then acknowledge C-54"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(id), path),
                page.Says(UnitCode.Name, before.UnitCode));
        }
    }

    /// <summary>The proof that falls with a mortgage is the one that was issued for it.</summary>
    public static void CheckVoided(Judgement judgement, CertificateId stated, PageView<MortgagePage> mortgage, CertificateId? issued)
    {
        if (stated.Equals(issued))
            return;
        judgement.Fail(
            C54,
            new("登记证明号不是该抵押的登记证明", "the registration proof is not the one issued for this mortgage"),
            new("请填写该抵押的登记证明号", "state the number of the proof that was issued for the mortgage"),
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(stated), "certificate"),
            mortgage.Says(CertificateNumber.Name, issued is null ? Labels.Absent : Labels.Certificate(issued)));
    }

    /// <summary>One number stands for one unit.</summary>
    public static void CheckOneUnitEach(Judgement judgement, IEnumerable<(string UnitCode, CertificateId Id)> issued)
    {
        foreach (var number in issued.Distinct().GroupBy(pair => pair.Id).Where(group => group.Count() > 1))
        {
            judgement.Fail(
                C54,
                new("同一证号用于多个单元", "one certificate number is issued for several units"),
                new("请为每个单元使用各自的证号", "issue a number for each unit"),
                Labels.InEvent(CertificateNumber.Name, Labels.Certificate(number.Key), "units"),
                Labels.InEvent(UnitCode.Name, string.Join(", ", number.Select(pair => pair.UnitCode)), "units"));
        }
    }

    /// <summary>
    /// One registration proof stands for one mortgage, on however many units: it falls with that mortgage, so that two under
    /// one number would lose it together. Nor is it a certificate of title.
    /// </summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="mortgages">The mortgages of one event, each with the path of its proof.</param>
    /// <param name="titles">The certificates of title of the same event, each with its path.</param>
    public static void CheckOneMortgageEach(
        Judgement judgement, IEnumerable<(MortgageRow Row, string Path)> mortgages, IEnumerable<(CertificateId Id, string Path)> titles)
    {
        var owners = titles.ToList();
        foreach (var number in mortgages.GroupBy(mortgage => mortgage.Row.Certificate))
        {
            var title = owners.Where(owner => owner.Id.Equals(number.Key)).ToList();
            if (number.Count() + title.Count == 1)
                continue;
            judgement.Fail(
                C54,
                title.Count > 0
                    ? new("同一证号既作产权证又作登记证明", "one number is stated both as certificate of title and as registration proof")
                    : new("同一登记证明号用于多项抵押权", "one registration proof is stated for several mortgages"),
                new("请核对旧簿，为每项抵押权填写各自的登记证明号", "check the old book and state each mortgage's own proof"),
                [
                    .. number.Select(mortgage => Labels.InEvent(new("登记证明号", "registration proof"), Labels.Certificate(number.Key), mortgage.Path)),
                    .. number.Select(
                        mortgage => Labels.InEvent(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber,
                            mortgage.Path.Replace(".certificate", ".id.contract_number", StringComparison.Ordinal))),
                    .. title.Select(owner => Labels.InEvent(CertificateNumber.Name, Labels.Certificate(owner.Id), owner.Path)),
                ]);
        }
    }

    /// <summary>Who stays an owner and loses its certificate gets a new one, and nobody else.</summary>
    public static void CheckReissues(Judgement judgement, UnitTransfer transfer, UnitSale sale, string path)
    {
        if (sale.Outcome is not { } outcome)
            return;
        var stated = transfer.Reissues.Select(reissue => reissue.Party).ToList();
        if (stated.SequenceEqual(outcome.Reissued))
            return;
        judgement.Fail(
            C54,
            new($"单元{sale.Code}应换发证书的权利人与所列不符", $"the owners of unit {sale.Code} who get a new certificate are not those who lose theirs"),
            new("请为原证作废而仍为权利人者换发证书", "reissue to those who stay owners and whose certificate falls, and to nobody else"),
            Labels.InEvent(new("所列换证人", "reissued to"), Labels.Parties(stated), path + ".reissues"),
            sale.Pages.Title.Says(new("应换证人", "who needs a new certificate"), Labels.Parties(outcome.Reissued)));
    }

    private static void FailUsed(Judgement judgement, PageView<CertificatePage> page, CertificatePage before, CertificateId id, string path)
        => judgement.Fail(
            C54,
            new("证号已使用", "the certificate number was issued before"),
            new("请使用新的证号", "issue a new number"),
            Labels.InEvent(CertificateNumber.Name, Labels.Certificate(id), path),
            page.Says(UnitCode.Name, before.UnitCode),
            page.Says(new("发证日期", "issued"), Labels.Date(before.Issued)));
}
