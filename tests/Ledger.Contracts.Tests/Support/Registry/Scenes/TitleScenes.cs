using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Changes, corrections and ends of titles, and their certificates (events 43 to 50 and 74 to 76).</summary>
internal static class TitleScenes
{
    private static readonly TestParty Renewed = new(IdentityClass.HkMacaoPermit, "H12345678");

    /// <summary>The owner by another document, as documents name it.</summary>
    public static PartyAcrossRenewal OwnerRenewed => new() { Old = TestParty.An.Across(SaleCase.Flat), Renewed = Renewed.Across(SaleCase.Flat) };

    public static IReadOnlyList<Scene> All { get; } =
    [
        Of("identity document", FlowCode.F310, static acts => acts.Owner(TestParty.An, Renewed)),
        Of("name", FlowCode.F310, static acts => acts.Owner(TestParty.An, TestParty.An, e => e.Certificates.AddRange(acts.Renewals()))),
        Of("address", FlowCode.F311, static acts => acts.Details(UnitDetail.Address)),
        Of("resale bar", FlowCode.F311, static acts => acts.Details(UnitDetail.ResaleBar, static e => e.ResaleBarredUntil = 20240501)),
        Of("use", FlowCode.F312, static acts => acts.Details(UnitDetail.Use, static e => e.Use = 20)),
        new("split", FlowCode.F313, static ledger =>
        {
            var reshape = new ReshapeCase(new SaleCase(ledger).Open());
            reshape.Others.Add(TestParty.Dai);
            return () => reshape.Submit(reshape.Split());
        }) { Taker = TestParty.Dai },
        new("merger", FlowCode.F314, static ledger =>
        {
            var reshape = new ReshapeCase(new SaleCase(ledger) { Units = [SaleCase.Flat, SaleCase.Garage] }.Open());
            reshape.Others.Add(TestParty.Dai);
            return () => reshape.Submit(reshape.Merge());
        }) { Taker = TestParty.Dai },
        new("co-ownership", FlowCode.F315, static ledger =>
        {
            var sale = new SaleCase(ledger) { OwnerKind = CoOwnership.Joint, Owners = [new(TestParty.An), new(TestParty.Bo)] }.Open();
            var acts = new TitleActs(sale);
            return () => acts.Submit(acts.CoOwnership(CoOwnership.Shares, [new(TestParty.An, "1/2"), new(TestParty.Bo, "1/2")]));
        }) { Taker = TestParty.An },
        Of("waiver", FlowCode.F410, static acts => acts.Cancellation(TitleEndGround.Waiver)),
        Of("destroyed", FlowCode.F411, static acts => acts.Cancellation(TitleEndGround.Destroyed)),
        Of("expropriated", FlowCode.F412, static acts => acts.Cancellation(TitleEndGround.Expropriated)),
        Of("by court", FlowCode.F413, static acts => acts.Cancellation(TitleEndGround.Court)),
        new("correction opened", static ledger => Correct(ledger, FlowCode.F510).Open),
        Corrected("correction", FlowCode.F510),
        Corrected("correction ex officio", FlowCode.F511),
        Of("certificate replaced", FlowCode.F910, static acts => Reissue(acts)),
        new("certificate voided", static ledger =>
        {
            var acts = Opened(ledger);
            var old = acts.Title.Owners[0].Certificate;
            acts.Submit(Reissue(acts)).Accept();
            return () => acts.Submit(new CertificateVoided { Act = Acts.Of(), Ground = VoidGround.Cancelled, Date = 20210520, Certificates = { old } });
        }),
        new("certificate issued", static ledger =>
        {
            var sale = new SaleCase(ledger);
            var opened = sale.FirstRegistration(SaleCase.Flat);
            ledger.Submit(Members.Registration, opened).Accept();
            return () => ledger.Submit(Members.Registration, Issue(sale, opened));
        }),
    ];

    private static Scene Of(string name, FlowCode flow, Func<TitleActs, IMessage> act) => new(name, flow, ledger =>
    {
        var acts = Opened(ledger);
        return () => acts.Submit(act(acts));
    })
    { Taker = TestParty.An };

    private static TitleActs Opened(TestLedger ledger) => new(new SaleCase(ledger).Open());

    private static Scene Corrected(string name, FlowCode flow) => new(name, flow, ledger =>
    {
        var (open, record) = Correct(ledger, flow);
        open().Accept();
        if (flow == FlowCode.F511)
            BothPeriodsOver(ledger);
        return record;
    })
    { Taker = TestParty.An };

    private static (Func<Outcome> Open, Func<Outcome> Record) Correct(TestLedger ledger, FlowCode flow)
    {
        var sale = new SaleCase(ledger).Open();
        var acts = new TitleActs(sale);
        var (recording, business) = (acts.Recording(), sale.Business(acts.Accepted));
        var exOfficio = flow == FlowCode.F511;
        ledger.Counter.Enrol(Members.Registration, Counter.Operator, StaffDuty.Accept, StaffDuty.Record, StaffDuty.Issue);
        PutCase(ledger, recording, new() { Flow = flow, UnitCode = SaleCase.Flat, BusinessNumber = business });
        return (Open, Record);

        Outcome Open() => acts.Submit(new CorrectionOpened
        {
            Act = Acts.Of(),
            AcceptanceNumber = recording.AcceptanceNumber,
            By = exOfficio ? CorrectionBy.ExOfficio : CorrectionBy.Holder,
            Date = 20210513,
            What = "AREA",
            ErrorMs = exOfficio ? (ulong)Day.Of(2021, 3, 1).StartMilliseconds + 39_600_000 : 0,
            Units = { SaleCase.Flat },
        });

        Outcome Record()
        {
            var title = acts.Title;
            var e = new CorrectionRecorded { Act = Acts.Of(), Recording = recording, Result = CorrectionResult.Corrected };
            if (!exOfficio)
                e.Proof = Acts.Bytes(6);
            var unit = new CorrectedUnit
            {
                UnitCode = SaleCase.Flat,
                BusinessNumber = business,
                PreviousEntry = ByteString.CopyFrom(ledger.EntryOf(PageKeys.Title(SaleCase.Flat))),
                Epoch = 1,
                Title = new() { CoOwnership = title.CoOwnership, RightType = title.RightType, Use = title.Use, Area = title.Area + 100 },
            };
            unit.Title.Owners.AddRange(title.Owners.Select(owner =>
            {
                var row = owner.Clone();
                row.Certificate = sale.Certificate();
                return row;
            }));
            e.Units.Add(unit);
            return acts.Submit(e);
        }
    }

    private static void PutCase(TestLedger ledger, Recording recording, CaseFlow flow) => ledger.PutOld(
        PageKeys.Case(recording.AcceptanceNumber),
        new CasePage
        {
            AcceptanceNumber = recording.AcceptanceNumber,
            AcceptanceMs = recording.AcceptanceTimeMs,
            Town = Counter.Town,
            ExecutingTown = Counter.Town,
            State = CaseState.Reviewed,
            PromisedDays = 30,
            Acceptor = Counter.Acceptor,
            Reviewer = Counter.Reviewer,
            Flows = { flow },
        });

    // Opened long ago: with the holidays of February the 30th working day is 2021-03-18; 15 more end on 2021-04-09.
    private static void BothPeriodsOver(TestLedger ledger)
    {
        var desk = ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Flat))!;
        desk.CorrectionOpened = 20210201;
        ledger.PutOld(PageKeys.Desk(SaleCase.Flat), desk);
        var page = ledger.Read<CasePage>(PageKeys.Case(desk.Correction))!;
        page.Notices.Add(new PublicNotice { Kind = PublicNoticeKind.Correction, Posted = 20210319, Until = 20210410, Units = { SaleCase.Flat } });
        ledger.PutOld(PageKeys.Case(desk.Correction), page);
    }

    private static CertificateReissued Reissue(TitleActs acts)
    {
        var title = acts.Title;
        var (old, replacement) = (title.Owners[0].Certificate, acts.Renewals().Single().Replacement);
        title.Owners[0].Certificate = replacement;
        var page = new CertificatePage { UnitCode = SaleCase.Flat, Kind = CertificateKind.Title, Issued = acts.Recorded.Number };
        var details = acts.Details(UnitDetail.Address);
        return new()
        {
            Act = Acts.Of(),
            Recording = details.Recording,
            UnitCode = SaleCase.Flat,
            BusinessNumber = details.BusinessNumber,
            Holder = title.Owners[0].Party,
            Old = old,
            Replacement = replacement,
            ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(CertificateContents.OfTitle(replacement, page, [title])!)),
            Ground = ReissueGround.Damaged,
            Epoch = 1,
        };
    }

    private static CertificateIssued Issue(SaleCase sale, FirstRegistered opened)
    {
        var id = opened.Opening.Owners[0].Certificate;
        var page = sale.Ledger.Read<CertificatePage>(PageKeys.Certificate(id))!;
        var e = new CertificateIssued { Act = Acts.Of(), AcceptanceNumber = opened.Recording.AcceptanceNumber };
        e.Certificates.Add(new IssuedCertificate
        {
            Certificate = id,
            ContentRoot = ByteString.CopyFrom(CertificateContents.RootOf(CertificateContents.OfTitle(id, page, [sale.Title()])!)),
            PrintedSerial = "44123456789",
            Printed = 20210302,
            Handed = 20210303,
            Receiver = TestParty.An.At(SaleCase.Flat),
            Method = IssueMethod.Counter,
        });
        return e;
    }
}
