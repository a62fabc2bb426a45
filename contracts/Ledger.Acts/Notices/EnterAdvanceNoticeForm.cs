using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>预告登记</summary>
internal sealed class EnterAdvanceNoticeForm()
    : ActForm<EnterAdvanceNoticeRequest, AdvanceNoticeEntered>("notice", "enter", new("预告登记", "enter an advance notice"))
{
    public override string Example =>
        $"ledger notice enter --file notice.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--kind", "kind", new("presale、other_sale、presale_mortgage 或 other_mortgage", "presale, other_sale, presale_mortgage or other_mortgage")),
        ActOptions.Contract,
        new("--mortgagee", "mortgage.mortgagee", new("抵押权人统一社会信用代码", "credit code of the mortgagee")),
        new("--mortgage", "mortgage.contract_number", new("抵押合同编号", "number of the mortgage contract")),
        new("--amount", "amount.value", new("金额（元）", "amount in yuan")),
        new("--restricted", "restricted", new("约定禁止或限制转让", "whether transfer is restricted")),
        new("--registrable-since", "registrable_since", new("可登记之日 yyyy-MM-dd", "registrable since, yyyy-MM-dd")),
        NoticeInputs.Proof,
        NoticeInputs.Replaces,
    ];

    protected override AdvanceNoticeEntered Read(ActReader input, EnterAdvanceNoticeRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        input.Names(unit?.Text ?? "");
        var body = new AdvanceNoticeEntered
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Kind = input.Known(request.Kind, "kind"),
            Basis = request.ContractNumber.Length == 0 ? "" : input.Basis(request.ContractNumber, "contract_number"),
            Mortgage = request.Mortgage is { } mortgage ? input.MortgageId(mortgage, "mortgage") : null,
            AmountFen = input.Amount(request.Amount, "amount"),
            Restricted = request.Restricted,
            RegistrableSince = request.RegistrableSince.Length == 0 ? 0 : input.PastDay(request.RegistrableSince, "registrable_since"),
            Proof = input.NewProof(request.Proof),
            Replaces = input.OptionalProof(request.Replaces, "replaces"),
            Epoch = unit?.Epoch ?? 0,
        };
        body.Obligors.AddRange(input.PartiesAt(unit, request.Obligors, "obligors", "obligor"));
        body.Beneficiaries.AddRange(input.PartiesAt(unit, request.Beneficiaries, "beneficiaries", "beneficiary"));
        input.Names(body.Basis);
        return body;
    }
}
