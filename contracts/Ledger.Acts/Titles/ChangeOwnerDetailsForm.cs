using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>权利人姓名或名称、证件变更登记</summary>
internal sealed class ChangeOwnerDetailsForm()
    : ActForm<ChangeOwnerDetailsRequest, OwnerDetailsChanged>(
        "title", "owner", new("权利人姓名或名称、证件变更登记", "record another name or identity document of an owner"))
{
    public override string Example => $"ledger title owner --file owner.json {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new(
            "--kind",
            "kind",
            new("name、identity_document、organisation_name 或 credit_code", "name, identity_document, organisation_name or credit_code")),
        .. CertificateRenewals.Options,
    ];

    protected override OwnerDetailsChanged Read(ActReader input, ChangeOwnerDetailsRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var body = new OwnerDetailsChanged
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Kind = input.Known(request.Kind, "kind"),
            Epoch = unit?.Epoch ?? 0,
        };
        input.Count(request.Parties.Count, "parties");
        body.Certificates.AddRange(input.Renewals(request.Certificates));
        if (unit is null)
            return body;

        var parties = PartyRenewals.Read(input, request.Parties);
        body.Parties.AddRange(parties.At(input, unit));
        body.Bases.AddRange(request.Bases.Select((basis, i) => Basis(input.In("bases", i), basis, parties))
            .OrderBy(static basis => basis.Number, StringComparer.Ordinal));
        body.Mortgages.AddRange(request.Mortgages.Select((mortgage, i) => Mortgage(input.In("mortgages", i), mortgage, parties))
            .Order(Comparer<MortgageRenewal>.Create(static (a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage))));
        input.Names(unit.Text);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }

    private static BasisRenewal Basis(ActReader input, BasisRenewalInput asked, PartyRenewals parties)
    {
        // The rules tell contracts from instruments by the city's grammar; as typed both are numbers of one form.
        var renewal = new BasisRenewal { Number = input.Text<ContractNumber>(asked.Number, "number") };
        renewal.Parties.AddRange(parties.Across(input, asked.UnitCodes, asked.Parties));
        input.Names(renewal.Number);
        return renewal;
    }

    private static MortgageRenewal Mortgage(ActReader input, MortgageRenewalInput asked, PartyRenewals parties)
    {
        var renewal = new MortgageRenewal { Mortgage = input.MortgageId(asked.Mortgage, "mortgage") };
        renewal.Parties.AddRange(parties.Across(input, asked.UnitCodes, asked.Parties));
        input.NameJudgedMortgage(renewal.Mortgage);
        return renewal;
    }
}
