using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>核定税款</summary>
internal sealed class AssessTaxForm() : ActForm<AssessTaxRequest, TaxAssessed>("tax", "assess", new("核定税款", "assess the taxes on a contract"))
{
    public override string Example => "ledger tax assess --file assessment.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        ActOptions.Contract,
        new("--unit", "unit_codes", new("不动产单元代码", "unit code")),
        new("--date", "assessment_date", new("核定日期 yyyy-MM-dd", "assessment date, yyyy-MM-dd")),
    ];

    protected override TaxAssessed Read(ActReader input, AssessTaxRequest request)
    {
        var units = input.Units(request.UnitCodes, code => code, "unit_codes", "").ConvertAll(unit => unit.Unit);
        var body = new TaxAssessed
        {
            ContractNumber = input.Basis(request.ContractNumber, "contract_number"),
            LiabilityDate = input.PastDay(request.LiabilityDate, "liability_date"),
            DeclarationDate = input.PastDay(request.DeclarationDate, "declaration_date"),
            AssessmentDate = input.PastDay(request.AssessmentDate, "assessment_date"),
            DeclaredPriceFen = input.Amount(request.DeclaredPrice, "declared_price"),
            BaseFen = input.Amount(request.Base, "base"),
            BaseReason = (BaseReason)input.Known(request.BaseReason, "base_reason", zeroIsUnspecified: false),
            Organ = input.OptionalText<TaxOrganCode>(request.Organ, "organ"),
            VatTreatment = input.Known(request.VatTreatment, "vat_treatment", zeroIsUnspecified: false),
            VatRate = input.Rate(request.VatRate, "vat_rate"),
            Town = request.Town,
            Invoice = request.Invoice.IsEmpty ? request.Invoice : input.Hash(request.Invoice, "invoice"),
        };
        body.UnitBases.AddRange(request.UnitBases
            .Select((unit, i) => UnitBase(input.In("unit_bases", i), unit))
            .OrderBy(static unit => unit.UnitCode, StringComparer.Ordinal));
        body.WithdrawnExemptions.AddRange(request.WithdrawnExemptions
            .Select((code, i) => input.Text<ReasonCode>(code, $"withdrawn_exemptions[{i}]")).Order(StringComparer.Ordinal));
        body.Units.AddRange(units.Select(unit => unit.Text));
        input.Count(request.Lines.Count, "lines");
        var lines = request.Lines.Select((line, i) => Line(input.In("lines", i), line, units, i)).ToList();
        lines.Sort(PartyOrder.Compare);
        body.Lines.AddRange(lines);
        body.PriceConverted = input.IsConverted;
        input.Names(body.ContractNumber);
        units.ForEach(unit => input.Names(unit.Text));
        input.StateUnits(body.ContractNumber, units);
        return body;
    }

    private static AssessedUnit UnitBase(ActReader input, UnitAmountInput unit)
        => new() { UnitCode = input.NamedUnit(unit.UnitCode, "unit_code"), BaseFen = input.Amount(unit.Amount, "amount") };

    private static TaxLine Line(ActReader input, TaxLineInput line, IReadOnlyList<ActUnit> units, int place) => new()
    {
        Tax = input.Known(line.Tax, "tax"),
        Side = input.Known(line.Side, "side", zeroIsUnspecified: false),
        Taxpayer = input.Across(input.Party(line.Taxpayer, "taxpayer", $"line.{place}", named: false), units),
        BaseFen = input.Amount(line.Base, "base"),
        Rate = input.Rate(line.Rate, "rate"),
        DueFen = input.Amount(line.Due, "due"),
        ReductionFen = input.OptionalAmount(line.Reduction, "reduction"),
        Exemption = input.OptionalText<ReasonCode>(line.Exemption, "exemption"),
        BuyerClass = input.Known(line.BuyerClass, "buyer_class", zeroIsUnspecified: false),
        UnitCode = line.UnitCode.Length == 0 ? "" : input.NamedUnit(line.UnitCode, "unit_code"),
        DeductionFen = input.OptionalAmount(line.Deduction, "deduction"),
    };
}
