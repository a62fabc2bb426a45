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

        var book = new OldBook(request.NumberExceptions);
        var parties = PartyRenewals.Read(input, request.Parties, book: book);
        book.Check(input);
        body.Parties.AddRange(parties.At(input, unit));
        body.Bases.AddRange(parties.Bases(input, request.Bases));
        body.Mortgages.AddRange(parties.Mortgages(input, request.Mortgages));
        input.Names(unit.Text);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }
}
