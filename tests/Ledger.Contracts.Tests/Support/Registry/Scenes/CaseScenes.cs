using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Cases, staff, exceptions, tokens and sharing (events 26 to 35, 77 and 79 to 83).</summary>
internal static class CaseScenes
{
    private static Day Accepted => Day.Of(2026, 2, 13);

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("application", static ledger =>
        {
            var file = File(ledger).At(Accepted, 8).Enrol().At(Accepted);
            return () => ledger.Submit(Members.Registration, file.Application());
        }),
        Step("supplement", static file => file.Open(), static file => file.Supplement()),
        Step("resumed", static file => file.Open().Ledger.Submit(Members.Registration, file.Supplement()).Accept(), static file => file.Resume()),
        Step("handed over", static file => file.Open(), static file => file.HandOver()),
        Step("public notice", static file => file.Open(), static file => file.Notice(PublicNoticeKind.FirstRegistration, Day.Of(2026, 3, 20))),
        Step("reviewed", static file => file.Open(), static file => file.Review()),
        Step("suspended", static file => file.Open(), static file => file.Suspend()),
        Step("withdrawn", static file => file.Open(), static file => file.Withdraw()),
        Step("refused", static file => file.Open(), static file => file.Refuse()),
        Step("archived", static file => file.Open().Ledger.Submit(Members.Registration, file.Refuse()).Accept(), static file => file.Archive()),
        Step("exception", static file => file.ToReviewed(), static file => file.Exception("C-71", "FirstRegistered", SaleCase.Flat)),
        new("staff enrolled", static ledger => SaleScenes.Then(
            File(ledger), file => ledger.Submit(Members.Tax, file.Enrolment(Acts.Bytes(40), StaffDuty.Tax)))),
        new("staff retired", static ledger =>
        {
            ledger.Submit(Members.Tax, File(ledger).Enrolment(Acts.Bytes(40), StaffDuty.Tax)).Accept();
            return () => ledger.Submit(
                Members.Tax, new StaffRetired { Act = Acts.Of(), Fingerprint = Acts.Bytes(40), Date = Day.At(ledger.TimeMs).Number });
        }),
        new("tokens renewed", static ledger =>
        {
            var sale = new SaleCase(ledger).ToAssessed();
            return () => ledger.Submit(Members.Registration, Tokens(sale.Number));
        }),
        new("sharing authorised", static ledger => () => ledger.Submit(Members.Registration, Authorisation(ledger))),
        new("query traced", static ledger =>
        {
            ledger.Submit(Members.Registration, Authorisation(ledger)).Accept();
            return () => ledger.Submit(Members.Registration, Query(ledger));
        }),
    ];

    // A step is taken with enrolled staff and with the counter closed, a second after the one before.
    private static Scene Step<TEvent>(string name, Action<CaseFile> before, Func<CaseFile, TEvent> step)
        where TEvent : Google.Protobuf.IMessage
        => new(name, ledger =>
        {
            var file = File(ledger);
            before(file);
            return () => ledger.Submit(Members.Registration, step(file));
        });

    private static CaseFile File(TestLedger ledger) => new(new SaleCase(ledger)) { Accepted = Accepted };

    private static PartyTokensRenewed Tokens(string contract)
    {
        var e = new PartyTokensRenewed { Act = Acts.Of(), UnitCode = SaleCase.Flat, Epoch = 2, Bases = { contract } };
        e.Parties.AddRange(new[] { TestParty.An, TestParty.Bo }.Select(Renewal).OrderBy(renewal => renewal.Old, Comparer<Party>.Create(PartyOrder.Compare)));
        return e;
    }

    private static PartyRenewal Renewal(TestParty party)
    {
        var renewal = new PartyRenewal { Old = party.At(SaleCase.Flat), Renewed = party.At(SaleCase.Flat) };
        renewal.Renewed.Token = Google.Protobuf.ByteString.CopyFrom([.. renewal.Old.Token.Span.ToArray().Select(b => (byte)~b)]);
        return renewal;
    }

    private static SharingAuthorised Authorisation(TestLedger ledger) => new()
    {
        Act = Acts.Of(),
        Number = "SQ202106010001",
        Subject = Acts.Bytes(11),
        Asker = Members.BankA.CreditCode,
        Purpose = "LOAN",
        Fields = { SharedField.Title },
        Basis = SharingBasis.Owner,
        From = Day.At(ledger.TimeMs).Number,
        Until = Day.At(ledger.TimeMs).AddDays(90).Number,
        Paper = Acts.Bytes(12),
    };

    private static QueryTraced Query(TestLedger ledger) => new()
    {
        Act = Acts.Of(),
        QueryId = Acts.Bytes(1),
        Authorisation = "SQ202106010001",
        Asker = Members.BankA.CreditCode,
        AnsweredMs = ledger.TimeMs,
        Fields = { SharedField.Title },
        Result = QueryResult.Answered,
        EvidenceSize = 4_096,
        Answer = Acts.Bytes(20),
        Trace = Acts.Bytes(21),
        TraceCount = 1,
        TraceHead = TraceChain.Next(TraceChain.Start, Acts.Bytes(1), Acts.Bytes(20)),
    };
}
