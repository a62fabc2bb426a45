using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Sharing: what is asked is authorised (C-68), and every answer leaves a receipt in the chain of its unit.</summary>
public sealed class SharingRuleTests
{
    private const string Number = "SQ202106010001";

    private readonly TestLedger ledger = TestLedger.Two();

    private static Day From => Day.Of(2021, 6, 2);

    private static Day Until => Day.Of(2021, 9, 1);

    [Fact]
    public void An_authorisation_stands_under_its_number()
    {
        Authorise().Accept();

        var page = Page();
        Assert.Equal((From.Number, Until.Number, Members.Registration.CreditCode), (page.From, page.Until, page.Member));
        Authorise().Refuse("C-75");
    }

    [Theory]
    [InlineData("registration", SharingBasis.Owner, SharedField.Contract, true)]
    [InlineData("registration", SharingBasis.Duty, SharedField.Lien, true)]
    [InlineData("registration", SharingBasis.Duty, SharedField.Contract, false)]
    [InlineData("transaction", SharingBasis.Court, SharedField.Contract, true)]
    [InlineData("transaction", SharingBasis.Owner, SharedField.Contract, false)]
    [InlineData("tax", SharingBasis.Duty, SharedField.TaxCleared, true)]
    [InlineData("tax", SharingBasis.Duty, SharedField.Title, false)]
    [InlineData("finance", SharingBasis.Mortgagee, SharedField.Lien, false)]
    public void C68_an_owners_authorisation_is_the_registrys_and_another_the_keepers(string department, SharingBasis basis, SharedField field, bool accepted)
    {
        var outcome = Authorise(
            e =>
            {
                e.Basis = basis;
                e.Fields.Clear();
                e.Fields.Add(field);
            },
            Members.All.First(member => member.Department == department));
        if (accepted)
            outcome.Accept();
        else
            outcome.Refuse("C-68");
    }

    [Fact]
    public void C69_an_authorisation_has_days_purpose_and_fields()
    {
        Authorise(e => e.Until = e.From).Refuse("C-69");
        Authorise(e => e.Purpose = "").Refuse("C-69");
        Authorise(e => e.Fields.Clear()).Refuse("C-69");
        Authorise(e => e.Subject = ByteString.Empty).Refuse("C-69");
        Authorise(e => e.Asker = "91441900MA00000239").Refuse("F-04");
    }

    [Fact]
    public void C68_a_query_is_answered_from_the_first_instant_of_an_authorisation_to_its_last()
    {
        Authorise().Accept();
        var (first, last) = ((ulong)From.StartMilliseconds, (ulong)Until.StartMilliseconds - 1);
        ledger.TimeMs = last + 1_000;

        foreach (var (answered, open) in new[] { (first - 1, false), (first, true), (last, true), (last + 1, false) })
        {
            var outcome = ledger.Judge(Members.Registration, Query(e => e.AnsweredMs = answered));
            if (open)
                outcome.Accept();
            else
                outcome.Refuse("C-68");
        }
    }

    [Fact]
    public void C68_a_query_stays_within_what_was_authorised()
    {
        Authorise().Accept();
        ledger.TimeMs = (ulong)From.StartMilliseconds;
        Trace(e => e.Asker = Members.BankB.CreditCode).Refuse("C-68");
        Trace(e => e.Fields.Add(SharedField.Lien)).Refuse("C-68");
        Trace(e => e.Authorisation = "SQ202106010002").Refuse("C-68");
        Trace(e => e.Authorisation = "").Refuse("C-69");
        Trace(signer: Members.Tax).Refuse("C-68");
        Trace().Accept();
    }

    [Fact]
    public void C68_a_revoked_authorisation_is_open_until_its_revocation()
    {
        Authorise().Accept();
        ledger.TimeMs = (ulong)From.StartMilliseconds + 3_600_000;
        Authorise(e => (e.Number, e.Revokes, e.Asker) = ("SQ202106020001", Number, Members.BankB.CreditCode)).Refuse("C-68");
        Authorise(e => (e.Number, e.Revokes, e.Until) = ("SQ202106020001", Number, e.From)).Accept();
        var revoked = Page().RevokedMs;
        ledger.TimeMs += 10_000;

        ledger.Judge(Members.Registration, Query(e => e.AnsweredMs = revoked - 1)).Accept();
        ledger.Judge(Members.Registration, Query(e => e.AnsweredMs = revoked)).Refuse("C-68");
        Authorise(e => (e.Number, e.Revokes) = ("SQ202106020002", Number)).Refuse("C-68");
        Authorise(e => (e.Number, e.Revokes) = ("SQ202106020003", "SQ202106019999")).Refuse("C-68");
    }

    [Fact]
    public void A_refused_query_is_traced_without_an_authorisation()
    {
        Trace(e => (e.Result, e.Authorisation, e.EvidenceSize) = (QueryResult.Refused, "", 0)).Accept();
        Trace(e => (e.Result, e.Authorisation, e.EvidenceSize) = (QueryResult.Refused, "", 10)).Refuse("C-69");
    }

    [Fact]
    public void C57_an_answer_is_not_later_than_its_receipt()
        => Trace(e => (e.Result, e.EvidenceSize, e.AnsweredMs) = (QueryResult.Refused, 0, ledger.TimeMs + 3_600_000)).Refuse("C-57");

    [Fact]
    public void STATE_every_receipt_follows_the_one_before_it_on_the_unit()
    {
        var first = Refused(1);
        var second = Refused(2, first.TraceHead, 2);
        ledger.Judge(Members.Registration, second).Refuse("STATE");
        ledger.Judge(Members.Registration, Refused(1, count: 2)).Refuse("STATE");

        // Two of one moment share an envelope.
        ledger.Submit(Members.Registration, first, second).Accept();

        Assert.Equal(new TracePage { Count = 2, Head = second.TraceHead }, ledger.Read<TracePage>(PageKeys.Trace(Acts.Bytes(21).Span)));
        ledger.Submit(Members.Registration, second).Refuse("STATE");
        ledger.Submit(Members.Registration, Refused(3, second.TraceHead, 3)).Accept();
    }

    private static QueryTraced Refused(byte id, ByteString? head = null, ulong count = 1) => new()
    {
        Act = Acts.Of(),
        QueryId = Acts.Bytes(id),
        Asker = Members.BankA.CreditCode,
        AnsweredMs = (ulong)Day.Of(2021, 6, 1).StartMilliseconds,
        Fields = { SharedField.Title },
        Result = QueryResult.Refused,
        Answer = Acts.Bytes(20),
        Trace = Acts.Bytes(21),
        TraceCount = count,
        TraceHead = TraceChain.Next(head ?? TraceChain.Start, Acts.Bytes(id), Acts.Bytes(20)),
    };

    private AuthorisationPage Page() => ledger.Read<AuthorisationPage>(PageKeys.Authorisation(Number))!;

    private Outcome Authorise(Action<SharingAuthorised>? change = null, Member? signer = null)
    {
        var e = new SharingAuthorised
        {
            Act = Acts.Of(),
            Number = Number,
            Subject = Acts.Bytes(11),
            Asker = Members.BankA.CreditCode,
            Purpose = "LOAN",
            Fields = { SharedField.Title },
            Basis = SharingBasis.Owner,
            From = From.Number,
            Until = Until.Number,
            Paper = Acts.Bytes(12),
        };
        change?.Invoke(e);
        return ledger.Submit(signer ?? Members.Registration, e);
    }

    private QueryTraced Query(Action<QueryTraced>? change = null)
    {
        var e = Refused(1);
        (e.Result, e.Authorisation, e.AnsweredMs, e.EvidenceSize) = (QueryResult.Answered, Number, ledger.TimeMs, 4_096);
        change?.Invoke(e);
        return e;
    }

    private Outcome Trace(Action<QueryTraced>? change = null, Member? signer = null) => ledger.Submit(signer ?? Members.Registration, Query(change));
}
