using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Whether a city file states every key, each with a value that the rules can work with.</summary>
/// <param name="checks">What is found goes there.</param>
/// <param name="profile">The profile in force: what a city must state, and may have otherwise.</param>
internal sealed class CityCheck(FileChecks checks, Profile profile)
{
    private const int MostItems = 500;
    private const uint MostDays = 3_650;
    private const uint MostMonths = 1_200;
    private const string Columns = "SPLMBNOHEKCJDTF";
    private const string Cells = "RWXIcr-";

    public void Check(CityFile file)
    {
        CheckNames(file);
        CheckTowns(file);
        CheckTerms(file);
        CheckChoices(file);
        CheckFigures(file);
        CheckRows(file);
    }

    private void CheckNames(CityFile file)
    {
        checks.Require(IsId(file.Id), "id", file.Id, new("小写字母开头，2至32位小写字母、数字或连字符", "a lower-case letter, then 1 to 31 of a-z, 0-9 and hyphen"));
        checks.ChineseName(file.NameZh, "name_zh");
        checks.EnglishName(file.NameEn, "name_en");
        checks.Sorted(file.Divisions, string.CompareOrdinal, 1, MostItems, "divisions");
        for (var i = 0; i < file.Divisions.Count; i++)
        {
            var division = file.Divisions[i];
            checks.Require(
                division.Length is > 0 and <= 6 && division.All(char.IsAsciiDigit), $"divisions[{i}]", division, new("1至6位数字", "1 to 6 digits"));
        }

        var sample = $"{file.CertificateProvince}（2021）{file.CertificatePlace}不动产权第0000001号";
        if (!CertificateNumber.TryParse(sample, out var certificate, out var error))
            checks.Fault("certificate_place", file.CertificateProvince + file.CertificatePlace, error.Expected);
        else
            checks.Require(certificate.Place == file.CertificatePlace, "certificate_place", file.CertificatePlace, new("市县名称", "a city or county"));
        Pattern(
            file.ContractNumber, "contract_number", static pattern => pattern.HasKind,
            new("含销售类型字母K的格式", "a pattern with the letter K of the kind of sale"));
        Pattern(file.CaseNumber, "case_number", static pattern => pattern.HasDate, new("含受理日期date的格式", "a pattern with the date of acceptance"));
    }

    private void Pattern(string text, string path, Func<NumberPattern, bool> fits, Wording wanted)
    {
        if (NumberPattern.TryParse(text, out var pattern, out var error))
            checks.Require(fits(pattern), path, text, wanted);
        else
            checks.Fault(path, error.Seen ?? text, error.Expected);
    }

    private void CheckTowns(CityFile file)
    {
        checks.Sorted(file.Towns, static (a, b) => a.Code.CompareTo(b.Code), 1, MostItems, "towns");
        for (var i = 0; i < file.Towns.Count; i++)
        {
            var (town, path) = (file.Towns[i], $"towns[{i}]");
            checks.Between(town.Code, 100_000_000, 999_999_999, path + ".code");
            checks.ChineseName(town.NameZh, path + ".name_zh");
            checks.EnglishName(town.NameEn, path + ".name_en");
            checks.RateValue(town.UrbanTax, path + ".urban_tax");
        }
    }

    private void CheckTerms(CityFile file)
    {
        if (file.MortgageConsentBefore != 0)
            checks.Date(file.MortgageConsentBefore, "mortgage_consent_before");
        checks.Between(file.NoticeDays, 1, MostDays, "notice_days");
        checks.Between(file.ObjectionDays, 1, MostDays, "objection_days");
        checks.Between(file.SeizureMonths, 1, MostMonths, "seizure_months");
        checks.Between(file.PreSeizureMonths, 1, MostMonths, "pre_seizure_months");
        checks.Between(file.PoliceSeizureMonths, 1, MostMonths, "police_seizure_months");
        checks.Between(file.LossNoticeDays, 0, MostDays, "loss_notice_days");
        checks.Between(file.SeizureRenewAheadMonths, 1, MostMonths, "seizure_renew_ahead_months");
        checks.Between(file.TransferPromiseDays, 1, MostDays, "transfer_promise_days");
        checks.Between(file.MortgagePromiseDays, 1, MostDays, "mortgage_promise_days");
        checks.Between(file.ProjectPromiseDays, 1, MostDays, "project_promise_days");
        checks.Between(file.OneWindowPromiseDays, 1, MostDays, "one_window_promise_days");
        checks.Between(file.ResaleBarMonths, 0, MostMonths, "resale_bar_months");
        checks.Between(file.SupplementDays, 1, MostDays, "supplement_days");
        checks.Between(file.PublicNoticeDays, 1, MostDays, "public_notice_days");
    }

    private void CheckChoices(CityFile file)
    {
        checks.Known(file.MortgageIncrease, "mortgage_increase");
        checks.Known(file.ResidenceWithMortgage, "residence_with_mortgage");
        checks.Known(file.FirstCertificate, "first_certificate");
        checks.Known(file.FirstNotice, "first_notice");
        checks.Known(file.ContractBuyerChange, "contract_buyer_change");
        checks.Known(file.SupervisionRequired, "supervision_required");
    }

    private void CheckFigures(CityFile file)
    {
        var threshold = file.ConsentThreshold;
        checks.Require(
            threshold is not null && Share.TryReadOwned(threshold.Numerator, threshold.Denominator, out _, out _),
            "consent_threshold",
            threshold is null ? null : $"{threshold.Numerator}/{threshold.Denominator}",
            new("大于0且不超过1的最简分数", "a reduced fraction above 0 and at most 1"));
        checks.RateValue(file.DeedOtherRate, "deed_other_rate");
        checks.RateValue(file.LtvNew, "ltv_new");
        checks.RateValue(file.LtvStock, "ltv_stock");
        checks.Require(
            file.LowestUnitPriceFen > 0 && file.LowestUnitPriceFen <= file.HighestUnitPriceFen && file.HighestUnitPriceFen <= Money.MaximumFen,
            "highest_unit_price_fen",
            file.HighestUnitPriceFen,
            new("不低于最低单价的金额（分）", "an amount in fen not below the lowest price"));
        checks.Sorted(file.ResidentialUses, static (a, b) => a.CompareTo(b), 1, MostItems, "residential_uses");
    }

    private void CheckRows(CityFile file)
    {
        var kinds = Enum.GetValues<LandKind>().Where(kind => kind != LandKind.Unspecified && profile.Form.Has(kind)).ToList();
        checks.Require(
            file.LandDisposal.Select(land => land.Kind).SequenceEqual(kinds), "land_disposal", file.LandDisposal.Count,
            new("每类土地各一项，按序", "each kind of land once, in order"));
        for (var i = 0; i < file.LandDisposal.Count; i++)
            checks.Known(file.LandDisposal[i].Disposal, $"land_disposal[{i}].disposal");
        checks.Sorted(
            file.Overrides,
            static (a, b) => string.CompareOrdinal(a.Flow, b.Flow) is var order && order != 0 ? order : string.CompareOrdinal(a.Column, b.Column),
            0,
            MostItems,
            "overrides");
        for (var i = 0; i < file.Overrides.Count; i++)
        {
            var (cell, path) = (file.Overrides[i], $"overrides[{i}]");
            checks.Require(
                FlowCodes.Find(cell.Flow) is { } flow && profile.Matrix.Flows.Contains(flow), path + ".flow", cell.Flow, new("流程代码", "the code of a flow"));
            checks.Require(IsOne(cell.Column, Columns), path + ".column", cell.Column, new($"{Columns}之一", $"one of {Columns}"));
            checks.Require(IsOne(cell.Severity, Cells), path + ".severity", cell.Severity, new($"{Cells}之一", $"one of {Cells}"));
            checks.Require(
                cell.Severity != "c" || cell.Column is "M" or "E", path + ".severity", cell.Severity, new("c只用于M和E列", "c in columns M and E alone"));
        }

        Links(file.EntrustedLenders, "entrusted_lenders");
        Links(file.MergedLenders, "merged_lenders");
        checks.Sorted(file.PublicWelfareUses, static (a, b) => a.CompareTo(b), 0, MostItems, "public_welfare_uses");
        checks.Sorted(file.PolicyHousing, static (a, b) => a.CompareTo(b), 0, MostItems, "policy_housing");
        checks.Sorted(file.InstrumentDocuments, static (a, b) => string.CompareOrdinal(a.Kind, b.Kind), 0, MostItems, "instrument_documents");
        for (var i = 0; i < file.InstrumentDocuments.Count; i++)
        {
            var (row, path) = (file.InstrumentDocuments[i], $"instrument_documents[{i}]");
            checks.Require(row.Kind is [>= 'A' and <= 'Z'], path + ".kind", row.Kind, new("一个大写字母", "one upper-case letter"));
            checks.Sorted(row.Documents, string.CompareOrdinal, 1, MostItems, path + ".documents");
            for (var d = 0; d < row.Documents.Count; d++)
                checks.Code(row.Documents[d], $"{path}.documents[{d}]");
        }
    }

    private void Links(RepeatedField<LenderLink> links, string path)
    {
        checks.Sorted(links, static (a, b) => string.CompareOrdinal(a.Lender, b.Lender), 0, MostItems, path);
        for (var i = 0; i < links.Count; i++)
        {
            foreach (var (code, field) in new[] { (links[i].Lender, "lender"), (links[i].Bank, "bank") })
            {
                if (!CreditCode.TryParse(code, out _, out var error))
                    checks.Fault($"{path}[{i}].{field}", error.Seen ?? code, error.Expected);
            }
        }
    }

    private static bool IsOne(string text, string allowed) => text.Length == 1 && allowed.Contains(text, StringComparison.Ordinal);

    private static bool IsId(string id)
        => id.Length is > 1 and <= 32 && char.IsAsciiLetterLower(id[0]) && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
