using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>归档: the volume of a case that is done is closed.</summary>
internal sealed class CaseArchivedFlow() : CaseStepFlow<CaseArchived>(new("归档", "archiving"))
{
    /// <inheritdoc/>
    protected override CaseState[] AllowedIn => [CaseState.Recorded, CaseState.Withdrawn, CaseState.Refused];

    /// <inheritdoc/>
    protected override StaffDuty[] Duties => [StaffDuty.Accept, StaffDuty.Review, StaffDuty.Record, StaffDuty.Issue];

    /// <inheritdoc/>
    protected override CaseStep<CaseArchived> Load(CaseArchived e, Book book)
    {
        var step = base.Load(e, book);
        return step with { Certificates = [.. step.Page.Certificates.Select(number => book.Certificate(new CertificateId { Number = number }))] };
    }

    /// <inheritdoc/>
    protected override void JudgeStep(Judgement judgement, CaseStep<CaseArchived> loaded, Signer signer)
    {
        foreach (var certificate in loaded.Certificates.Where(static view => view.Body is { Voided: 0, Printed: 0 }))
        {
            judgement.Fail(
                Judgement.State,
                new("该业务的证书尚未缮证", "a certificate of the case is not issued yet"),
                new("请先缮证、发证（CertificateIssued）", "issue it first (CertificateIssued)"),
                certificate.Says(CertificateNumber.Name, certificate.Key["cert/".Length..]),
                loaded.View.Says(new("业务状态", "state of the case"), loaded.Page.State));
        }
    }

    /// <inheritdoc/>
    protected override void CheckStepShape(Shape shape, CaseArchived e) => shape.Hash(e.VolumeRoot, "volume_root");

    /// <inheritdoc/>
    protected override void Change(CasePage page, CaseArchived e)
    {
        page.State = CaseState.Archived;
        page.Archived = e.Date;
        page.VolumeRoot = e.VolumeRoot;
    }
}
