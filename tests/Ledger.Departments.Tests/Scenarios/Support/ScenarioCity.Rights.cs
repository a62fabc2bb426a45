using Ledger.Facts;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <content>Notices, objections and exceptions: the request of one act today, valid unless the story changes it.</content>
internal sealed partial class ScenarioCity
{
    /// <summary>The advance notice of a sale (预告登记).</summary>
    public EnterAdvanceNoticeRequest Notice(CaseFile file, Sale sale, AdvanceNoticeKind kind)
    {
        var unit = sale.Units[0].Code;
        return new()
        {
            Recording = file.At(NowMs),
            UnitCode = unit,
            BusinessNumber = file.Business(unit, kind == AdvanceNoticeKind.Presale ? FlowCode.F700 : FlowCode.F701),
            Kind = kind,
            ContractNumber = sale.Number,
            Obligors = { sale.Sellers.Select(static seller => seller.Who) },
            Beneficiaries = { sale.Buyers.Select(static buyer => buyer.Who) },
            Amount = Yuan.Of(sale.Price),
            Proof = Proof(),
            Document = Papers(),
        };
    }

    /// <summary>The end of an advance notice (注销预告).</summary>
    public CancelAdvanceNoticeRequest CancelNotice(CaseFile file, EnterAdvanceNoticeRequest notice, AdvanceNoticeCancellation ground) => new()
    {
        Recording = file.At(NowMs),
        UnitCode = notice.UnitCode,
        BusinessNumber = file.Business(notice.UnitCode, FlowCode.F704),
        Proof = new CertificateInput { Number = notice.Proof },
        Ground = ground,
        Document = Papers(),
    };

    /// <summary>An objection (异议登记).</summary>
    public EnterObjectionRequest Object(CaseFile file, PartyInput applicant, string ground)
    {
        var unit = file.Application.Flows[0].UnitCode;
        return new()
        {
            Recording = file.At(NowMs),
            UnitCode = unit,
            BusinessNumber = file.Business(unit),
            Applicant = applicant,
            Ground = ground,
            Date = Today,
            Proof = Proof(),
            Document = Papers(),
        };
    }

    /// <summary>The suit on an objection.</summary>
    public FileObjectionSuitRequest Sue(CaseFile file, PartyInput applicant, string ground)
    {
        var unit = file.Application.Flows[0].UnitCode;
        return new()
        {
            Recording = file.At(NowMs),
            UnitCode = unit,
            BusinessNumber = file.Business(unit),
            Applicant = applicant,
            Ground = ground,
            Authority = Court.Code,
            DocumentNumber = $"（{Today[..4]}）粤1971民初99号",
            Date = Today,
            ReceivedTimeMs = NowMs,
            Document = Papers(),
        };
    }

    /// <summary>A public notice of a case (公告), through its last day.</summary>
    public PostNoticeRequest Post(CaseFile file, PublicNoticeKind kind, string lastDay) => new()
    {
        AcceptanceNumber = file.Number,
        Kind = kind,
        Posted = Today,
        LastDay = lastDay,
        UnitCodes = { file.Application.Flows.Select(static flow => flow.UnitCode).Distinct(StringComparer.Ordinal) },
        Document = Papers(),
    };

    /// <summary>An exception that a second person of the registry approves and signs (例外批准).</summary>
    /// <param name="rule">The rule whose finding it lets pass.</param>
    /// <param name="event">Short name of the event that it serves.</param>
    /// <param name="subject">Unit, case or paper that it is about.</param>
    /// <param name="restriction">The one restriction that it passes, by its document; empty for a rule that names none.</param>
    public ApproveExceptionRequest Approve(string rule, string @event, string subject, string restriction = "")
    {
        var request = new ApproveExceptionRequest
        {
            Number = Number("LW"),
            Rule = rule,
            Event = @event,
            Subject = subject,
            Restriction = restriction,
            Ground = "COURT_NOTICE",
            Approver = Fingerprint(Approver),
            LastDay = Day.Parse(Today).AddDays(30).ToString(),
            Document = Papers(),
        };
        request.Signature = Google.Protobuf.ByteString.CopyFrom(Approver.Signer.SignDigest(ExceptionSignature.Hash(TestCity.Origin, new ExceptionApproved
        {
            Number = request.Number,
            Rule = request.Rule,
            Event = request.Event,
            Subject = request.Subject,
            Restriction = request.Restriction,
            Ground = request.Ground,
            Approver = request.Approver,
            Until = Day.Parse(request.LastDay).AddDays(1).Number,
        })));
        return request;
    }

    /// <summary>A certificate is printed and handed out at the counter (缮证发证).</summary>
    public IssueCertificatesRequest Issue(CaseFile file, string certificate, PartyInput receiver, string unit)
    {
        var id = new CertificateId { Number = certificate };
        var content = CertificateContents.OfTitle(id, CertificatePage(certificate), [Title(unit)])!;
        return new()
        {
            AcceptanceNumber = file.Number,
            Certificates =
            {
                new IssuedCertificateInput
                {
                    Certificate = certificate,
                    ContentRoot = Google.Protobuf.ByteString.CopyFrom(CertificateContents.RootOf(content)),
                    PrintedSerial = "44123456789",
                    Printed = Today,
                    Handed = Today,
                    Receiver = receiver,
                    Method = IssueMethod.Counter,
                    UnitCode = unit,
                },
            },
            Document = Papers(),
        };
    }

    /// <summary>The end of a case (归档).</summary>
    public ArchiveCaseRequest Archive(CaseFile file) => new()
    {
        AcceptanceNumber = file.Number,
        Date = Today,
        VolumeRoot = ScenarioRequests.Paper("volume"),
        Document = Papers(),
    };
}
