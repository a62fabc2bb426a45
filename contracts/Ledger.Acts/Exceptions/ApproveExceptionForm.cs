using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>例外批准</summary>
internal sealed class ApproveExceptionForm() : ActForm<ApproveExceptionRequest, ExceptionApproved>("exception", "approve", new("例外批准", "approve an exception"))
{
    public override string Example =>
        "ledger exception approve --number EX202105310001 --rule C-29 --event TransferRecorded --subject 441900004001GB00012F00010101 "
        + "--restriction （2021）粤1971执保123号 --ground COURT_NOTICE --last-day 2021-06-30 --file approval.json";

    public override IReadOnlyList<ActOption> Options { get; } =
    [
        new("--number", "number", new("例外编号", "number of the exception")),
        new("--rule", "rule", new("规则，如 C-29", "rule, e.g. C-29")),
        new("--event", "event", new("事件，如 TransferRecorded", "event, e.g. TransferRecorded")),
        new("--subject", "subject", new("单元、业务、合同、证书或文书", "unit, case, contract, certificate or document")),
        new("--restriction", "restriction", new("放行的查封、锁定、合同、抵押或权利", "seizure, lock, contract, mortgage or right that it passes")),
        new("--ground", "ground", new("理由代码", "reason code")),
        new("--document", "document_number", new("文号", "document")),
        new("--last-day", "last_day", new("有效期最后一日 yyyy-MM-dd", "last day of its validity, yyyy-MM-dd")),
    ];

    protected override ExceptionApproved Read(ActReader input, ApproveExceptionRequest request)
    {
        var body = new ExceptionApproved
        {
            Number = input.Text<OfficeNumber>(request.Number, "number"),
            Rule = Canonicalize.FoldUpper(request.Rule),
            Event = Canonicalize.Fold(request.Event),
            Subject = Folded(request.Subject),
            Ground = input.Text<ReasonCode>(request.Ground, "ground"),
            DocumentNumber = Canonicalize.TryParse<AuthorityDocumentNumber>(request.DocumentNumber, out var document, out _)
                ? document.ToString()
                : input.OptionalText<OfficeNumber>(request.DocumentNumber, "document_number"),
            Approver = input.Hash(request.Approver, "approver"),
            Until = input.DayAfter(request.LastDay, "last_day"),
            Signature = request.Signature,
            Restriction = Folded(request.Restriction),
        };
        foreach (var (value, field) in new[] { (body.Rule, "rule"), (body.Event, "event"), (body.Subject, "subject") })
        {
            if (value.Length == 0)
                input.Missing(field);
        }

        if (body.Signature.Length != 64)
            input.Fault("signature", $"应为64字节，实为{body.Signature.Length}字节", $"it has {body.Signature.Length} bytes", "64 bytes");
        input.Names(body.Number);
        return body;
    }

    private static string Folded(string text)
        => Canonicalize.TryParse<AuthorityDocumentNumber>(text, out var document, out _) ? document.ToString()
            : Canonicalize.TryParse<CertificateNumber>(text, out var certificate, out _) ? certificate.ToString()
            : Canonicalize.FoldUpper(text);
}
