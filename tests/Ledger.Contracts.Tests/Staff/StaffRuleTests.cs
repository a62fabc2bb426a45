using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Operators: enrolled by their own organisation for what they do, from when to when; four eyes on every case (C-74).</summary>
public sealed class StaffRuleTests : IDisposable
{
    private readonly CaseFile file = new();

    [Fact]
    public void Every_organisation_enrols_and_retires_its_own()
    {
        foreach (var (member, i) in Members.All.Select((member, i) => (member, i)))
        {
            file.Ledger.Submit(member, file.Enrolment(Acts.Bytes((byte)(40 + i)), StaffDuty.Sign)).Accept();
            Assert.Equal(member.CreditCode, Page((byte)(40 + i), member).Member);
        }

        file.Ledger.Submit(Members.Tax, Retirement(40)).Refuse("STATE");
        file.Ledger.Submit(Members.Transaction, Retirement(40)).Accept();
    }

    [Fact]
    public void STATE_nobody_takes_anothers_operators_by_enrolling_them_first()
    {
        foreach (var fingerprint in new[] { Counter.Operator, Counter.Reviewer, CaseFile.Approver })
            file.Ledger.Submit(Members.BankA, file.Enrolment(fingerprint, StaffDuty.Sign)).Accept();
        file.ToReviewed();
        file.Ledger.Submit(Members.BankA, new StaffRetired { Act = Acts.Of(), Fingerprint = Counter.Operator, Date = file.Accepted.Number }).Accept();

        file.Ledger.Submit(Members.Registration, file.Registration()).Accept();
    }

    [Fact]
    public void STATE_an_operator_is_enrolled_once_until_retired()
    {
        var today = Day.At(file.Ledger.TimeMs);
        file.Ledger.Submit(Members.Registration, Retirement(40)).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40), StaffDuty.Accept)).Accept();
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40), StaffDuty.Review)).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, Retirement(40)).Accept();
        Assert.Equal(today.Number, Page(40).Until);
        file.Ledger.Submit(Members.Registration, Retirement(40)).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40), StaffDuty.Review)).Accept();
    }

    [Fact]
    public void C57_an_operator_retires_on_a_day_that_has_come_and_not_before_the_enrolment()
    {
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40), StaffDuty.Accept)).Accept();
        file.Ledger.Submit(Members.Registration, Retirement(40, Day.At(file.Ledger.TimeMs).AddDays(1))).Refuse("C-57");
        file.Ledger.Submit(Members.Registration, Retirement(40, Day.Of(2019, 12, 31))).Refuse("C-57");
    }

    [Fact]
    public void C69_who_reviews_or_approves_has_a_key_and_nobody_else()
    {
        var approver = file.Enrolment(Acts.Bytes(40), StaffDuty.Approve);
        approver.PublicKey = Google.Protobuf.ByteString.Empty;
        file.Ledger.Submit(Members.Registration, approver).Refuse("C-69");
        approver.PublicKey = Acts.Bytes(1);
        file.Ledger.Submit(Members.Registration, approver).Refuse("C-69");
        var reviewer = file.Enrolment(Acts.Bytes(42), StaffDuty.Review);
        reviewer.PublicKey = Google.Protobuf.ByteString.Empty;
        file.Ledger.Submit(Members.Registration, reviewer).Refuse("C-69");
        var clerk = file.Enrolment(Acts.Bytes(41), StaffDuty.Accept);
        clerk.PublicKey = Acts.Bytes(1);
        file.Ledger.Submit(Members.Registration, clerk).Refuse("C-69");
    }

    [Fact]
    public void C69_an_enrolment_has_duties_and_days()
    {
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40))).Refuse("C-69");
        var e = file.Enrolment(Acts.Bytes(40), StaffDuty.Accept);
        e.Until = e.From;
        file.Ledger.Submit(Members.Registration, e).Refuse("C-69");
    }

    [Fact]
    public void STATE_an_operator_of_a_revoked_certificate_is_not_enrolled()
    {
        file.Ledger.PutOld(Chain.PageKeys.Revoked(Acts.Bytes(40).Span), new Revocation { Organisation = "registration" });

        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(40), StaffDuty.Accept)).Refuse("STATE");
    }

    [Fact]
    public void C74_an_operator_acts_from_the_first_day_through_the_last()
    {
        file.At(file.Accepted, 8).Enrol();
        var page = Page(2);
        foreach (var (from, until, accepted) in new[]
        {
            (file.Accepted, file.Accepted.AddDays(1), true), (file.Accepted.AddDays(1), file.Accepted.AddDays(9), false),
            (file.Accepted.AddDays(-9), file.Accepted, false),
        })
        {
            (page.From, page.Until) = (from.Number, until.Number);
            file.Ledger.PutOld(PageKeys.Staff(Members.Registration.CreditCode, Counter.Operator.Span), page);
            var outcome = file.Ledger.Judge(Members.Registration, file.At(file.Accepted).Application());
            if (accepted)
                outcome.Accept();
            else
                outcome.Refuse("C-74");
        }
    }

    [Fact]
    public void C74_the_reviewer_is_not_the_acceptor()
    {
        file.Open();
        var both = Page(2);
        both.Duties.Add(StaffDuty.Review);
        file.Ledger.PutOld(PageKeys.Staff(Members.Registration.CreditCode, Counter.Operator.Span), both);

        file.Ledger.Submit(Members.Registration, file.Review(by: Counter.Operator)).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.Review()).Accept();
        file.Ledger.Submit(Members.Registration, file.Registration(e => e.Recording.Reviewer = Counter.Operator)).Refuse("C-74");
    }

    [Fact]
    public void C74_a_review_is_stated_by_the_reviewer_alone()
    {
        file.Open();
        file.Ledger.Submit(Members.Registration, file.Review(e => e.Act.Operator = Counter.Operator)).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(42), StaffDuty.Review)).Accept();
        file.Ledger.Submit(Members.Registration, file.Review(e => e.Act.Operator = Acts.Bytes(42))).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.Review(by: Acts.Bytes(42))).Accept();
        Assert.Equal(Acts.Bytes(42), file.Page.Reviewer);
    }

    [Fact]
    public void C74_a_reviewer_signs_just_this_case_and_result_for_the_acceptor_to_submit()
    {
        file.At(file.Accepted, 8).Enrol();
        var accepted = file.At(file.Accepted).Application();
        Judge(accepted, file.Signed(accepted)).Accept();

        var garage = file.Application(e => e.Flows[0].BusinessNumber = $"{file.Accepted.Number}000777");
        Judge(garage, file.Signed(accepted)).Refuse("C-74");
        var policy = file.Application(e => e.Act.Operator = Acts.Bytes(43));
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(43), StaffDuty.Accept)).Accept();
        Judge(policy, file.Signed(accepted)).Refuse("C-74");
        foreach (var change in new Action<CaseReviewed>[]
        {
            e => e.Result = ReviewResult.Back, e => e.Step = 2, e => e.Signature = Google.Protobuf.ByteString.CopyFrom(new byte[64]),
            e => e.Reviewer = Counter.Operator, e => e.Signature = Google.Protobuf.ByteString.Empty,
        })
        {
            var review = file.Signed(accepted);
            change(review);
            Judge(accepted, review).Refuse("C-74");
        }

        file.Origin = "test.ledger.example/linlan";
        Judge(accepted, file.Signed(accepted)).Refuse("C-74");
        file.Origin = TestLedger.Origin;

        Outcome Judge(params Google.Protobuf.IMessage[] events) => file.Ledger.Judge(Members.Registration, events);
    }

    [Fact]
    public void C74_what_a_reviewer_signed_before_sending_the_case_back_does_not_undo_that()
    {
        file.At(file.Accepted, 8).Enrol();
        var accepted = file.At(file.Accepted).Application();
        var pass = file.Signed(accepted);
        file.Ledger.Submit(Members.Registration, accepted).Accept();
        file.Ledger.Submit(Members.Registration, file.Review(e => e.Result = ReviewResult.Back)).Accept();

        file.Ledger.Submit(Members.Registration, pass).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.Review()).Accept();
    }

    [Fact]
    public void C74_the_reviewer_is_of_the_town_that_executes()
    {
        file.Open();
        file.Ledger.Submit(Members.Registration, file.HandOver()).Accept();
        file.Ledger.Submit(Members.Registration, file.Review()).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.HandOver(CaseFile.Changan)).Accept();
        file.Ledger.Submit(Members.Registration, file.Review()).Accept();
    }

    [Fact]
    public void C74_a_case_handed_over_for_recording_keeps_its_reviewer()
    {
        file.ToReviewed();
        file.Ledger.Submit(Members.Registration, file.HandOver(step: HandOverStep.Record)).Accept();

        file.Ledger.Submit(Members.Registration, file.Registration(e => e.Recording.Town = CaseFile.Changan)).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Registration()).Accept();
    }

    [Fact]
    public void C74_the_reviewer_of_an_act_is_who_reviewed_its_case()
    {
        file.ToReviewed();
        file.Ledger.Submit(Members.Registration, file.Enrolment(Acts.Bytes(42), StaffDuty.Review)).Accept();

        file.Ledger.Submit(Members.Registration, file.Registration(e => e.Recording.Reviewer = Acts.Bytes(42))).Refuse("C-74");
        file.Ledger.Submit(Members.Registration, file.Registration()).Accept();
    }

    [Fact]
    public void C74_another_organisations_operator_acts_nowhere()
    {
        file.ToReviewed();
        file.Ledger.Submit(Members.Tax, file.Enrolment(Acts.Bytes(43), StaffDuty.Record)).Accept();

        file.Ledger.Submit(Members.Registration, file.Registration(e => e.Act.Operator = Acts.Bytes(43))).Refuse("C-74");
    }

    public void Dispose() => file.Dispose();

    private StaffRetired Retirement(byte fingerprint, Day? date = null)
        => new() { Act = Acts.Of(), Fingerprint = Acts.Bytes(fingerprint), Date = (date ?? Day.At(file.Ledger.TimeMs)).Number };

    private StaffPage Page(byte fingerprint, Member? of = null)
        => file.Ledger.Read<StaffPage>(PageKeys.Staff((of ?? Members.Registration).CreditCode, Acts.Bytes(fingerprint).Span))!;
}
