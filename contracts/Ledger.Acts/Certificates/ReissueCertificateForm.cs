using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>换证、补证</summary>
internal sealed class ReissueCertificateForm()
    : ActForm<ReissueCertificateRequest, CertificateReissued>("certificate", "reissue", new("换证、补证", "replace a certificate"))
{
    public override string Example => $"ledger certificate reissue --file reissue.json --ground lost {Recordings.Example}";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        .. Recordings.Options,
        ActOptions.Unit,
        ActOptions.Business,
        new("--old", "old.number", new("原证号", "certificate that is replaced")),
        new("--new", "replacement", new("新证号", "certificate in its place")),
        new("--ground", "ground", new("damaged、lost、format 或 split_for_units", "damaged, lost, format or split_for_units")),
    ];

    protected override CertificateReissued Read(ActReader input, ReissueCertificateRequest request)
    {
        var unit = input.Unit(request.UnitCode, "unit_code");
        var old = input.Required(request.Old, "old");
        var body = new CertificateReissued
        {
            Recording = input.Recording(request.Recording),
            UnitCode = unit?.Text ?? "",
            BusinessNumber = input.Text<BusinessNumber>(request.BusinessNumber, "business_number"),
            Old = input.In("old").Certificate(old.Number, old.Legacy, "number", "old"),
            Replacement = input.Certificate(request.Replacement, legacy: false, "replacement", "replacement"),
            Ground = input.Known(request.Ground, "ground"),
            ContentRoot = input.Hash(request.ContentRoot, "content_root"),
            Epoch = unit?.Epoch ?? 0,
        };
        if (unit is null)
            return body;

        body.Holder = input.At(input.Party(request.Holder, "holder", "holder", named: false), unit);
        input.Names(unit.Text);
        input.JudgedOn(PageKeys.Title(unit.Text));
        return body;
    }
}
