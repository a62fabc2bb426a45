using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The states of a case: each names the steps it allows, and no other step is accepted in it.</summary>
public sealed class CaseStepTests : IDisposable
{

    private static readonly string[] Ways =
    [
        "accept", "accept supplement", "accept suspend", "accept notice", "accept review", "accept review record", "accept withdraw", "accept refuse",
        "accept withdraw archive",
    ];

    private readonly List<CaseFile> files = [];

    [Fact]
    public void STATE_every_state_of_a_case_names_the_steps_it_allows()
    {
        foreach (var way in Ways)
        {
            var file = Go(way);
            var state = CaseStates.At(file.Page, Day.At(file.Ledger.TimeMs));
            var allowed = new SortedSet<string>(CaseSteps.From(state), StringComparer.Ordinal);

            // A book act needs review, and a certificate needs what only another event makes.
            var named = allowed.Except(["CertificateIssued"]).Concat(state == CaseState.Reviewed ? ["FirstRegistered"] : []).Order(StringComparer.Ordinal);
            var archived = state == CaseState.Recorded ? allowed.Where(step => step == "CaseArchived") : [];
            Assert.Equal(named.Except(archived), All(file).Where(step => file.Ledger.Judge(Members.Registration, step).Accepted)
                .Select(step => step.Descriptor.Name).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void STATE_a_finding_names_the_state_and_what_it_allows()
    {
        var file = Go("accept supplement");

        var refused = file.Ledger.Submit(Members.Registration, file.Review()).Refuse("STATE").Of("STATE");

        Assert.Equal("the case is supplement requested, which does not allow CaseReviewed", refused.MessageEn);
        foreach (var step in new[] { "CaseResumed", "CaseWithdrawn", "CaseRefused" })
            Assert.Contains(step, refused.AdviceEn, StringComparison.Ordinal);
    }

    [Fact]
    public void STATE_a_case_that_is_absent_takes_no_step()
    {
        var file = Go("");

        Assert.All(
            All(file).Where(step => step is not (ApplicationAccepted or FirstRegistered)),
            step => file.Ledger.Judge(Members.Registration, step).Refuse("STATE"));
    }

    [Theory]
    [InlineData("accept", CaseState.Accepted)]
    [InlineData("accept review", CaseState.Reviewed)]
    public void A_case_goes_back_to_the_state_in_which_it_was_stopped(string way, CaseState before)
    {
        var file = Go(way + " supplement");
        Submit(file, file.Resume());
        Assert.Equal(before, file.State);

        Submit(file, file.Suspend());
        file.Ledger.Submit(Members.Registration, file.Resume()).Refuse("STATE");
        Submit(file, file.Resume(ResumeGround.SuspensionEnded));
        Assert.Equal(before, file.State);
    }

    [Fact]
    public void A_public_notice_that_is_over_gives_back_the_state_before_it()
    {
        var file = Go("accept notice");
        var over = Day.FromNumber(file.Page.Notices[0].Until);

        file.At(over.AddDays(-1));
        file.Ledger.Submit(Members.Registration, file.Review()).Refuse("STATE");
        Submit(file.At(over), file.Review());
        Assert.Equal(CaseState.Reviewed, file.State);
    }

    [Fact]
    public void STATE_a_step_is_not_before_the_acceptance_nor_in_the_future()
    {
        var file = Go("accept");
        file.Ledger.Submit(Members.Registration, file.Supplement(file.Accepted.AddDays(-1))).Refuse("C-57");
        file.Ledger.Submit(Members.Registration, file.Supplement(file.Accepted.AddDays(1))).Refuse("C-57");
        Submit(file, file.Supplement());
        file.At(file.Accepted.AddDays(3));
        file.Ledger.Submit(Members.Registration, file.Resume(date: file.Accepted.AddDays(-1))).Refuse("C-57");
    }

    [Fact]
    public void STATE_a_hand_over_is_from_the_executing_town_and_of_the_next_step()
    {
        var file = Go("accept");
        file.Ledger.Submit(Members.Registration, file.HandOver(step: HandOverStep.Record)).Refuse("STATE");
        var from = file.HandOver(441900003);
        from.FromTown = CaseFile.Humen;
        file.Ledger.Submit(Members.Registration, from).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.HandOver(CaseFile.Changan)).Refuse("C-69");
        Submit(file, file.HandOver());
        Assert.Equal(CaseFile.Humen, file.Page.ExecutingTown);
    }

    [Fact]
    public void STATE_a_joint_application_is_withdrawn_by_all_applicants()
    {
        var file = new CaseFile { Applicants = [TestParty.An, TestParty.Bo] };
        files.Add(file);
        file.Open();
        file.Ledger.Submit(Members.Registration, file.Withdraw(e => e.Applicants[0].Parties.RemoveAt(0))).Refuse("STATE");
        file.Ledger.Submit(Members.Registration, file.Withdraw(e => e.Applicants[0].UnitCode = SaleCase.Garage)).Refuse("STATE");
        Submit(file, file.Withdraw());
    }

    [Fact]
    public void A_case_that_ends_leaves_the_desk()
    {
        var file = Go("accept refuse");

        Assert.Null(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Flat)));
        Assert.Equal(file.Accepted.Number, file.Page.Ended);
    }

    [Fact]
    public void C60_what_is_recorded_is_neither_withdrawn_nor_refused()
    {
        var file = Go("accept review record");

        file.Ledger.Submit(Members.Registration, file.Withdraw()).Refuse("STATE", "C-60");
        file.Ledger.Submit(Members.Registration, file.Refuse()).Refuse("STATE", "C-60");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void C60_what_is_recorded_in_part_ends_for_the_rest_alone(bool withdrawn)
    {
        var file = new CaseFile();
        files.Add(file);
        file.Flows.Add(file.Flow(FlowCode.F102, SaleCase.Garage, 2));
        file.ToReviewed();
        Submit(file, file.Registration());
        Assert.NotNull(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Garage)));

        if (withdrawn)
            Submit(file, file.Withdraw());
        else
            Submit(file, file.Refuse());

        Assert.Equal((CaseState.Recorded, 0u), (file.State, file.Page.Ended));
        Assert.Equal(SaleCase.Flat, Assert.Single(file.Page.Flows).UnitCode);
        Assert.Null(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Garage)));
    }

    [Fact]
    public void C60_a_withdrawn_case_is_not_recorded()
    {
        var file = Go("accept review withdraw");

        file.Ledger.Submit(Members.Registration, file.Registration()).Refuse("STATE", "C-60");
    }

    [Fact]
    public void A_case_is_recorded_when_all_that_it_was_accepted_for_is()
    {
        var file = Go("accept review record");

        Assert.Equal(CaseState.Recorded, file.State);
        Assert.Null(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Flat)));
        Assert.Equal(file.Sale.Certificates[^1], Assert.Single(file.Page.Certificates));
    }

    [Fact]
    public void STATE_a_recorded_case_is_archived_when_its_certificates_are_made_out()
    {
        var file = Go("accept review record");
        file.Ledger.Submit(Members.Registration, file.Archive()).Refuse("STATE");
        var key = PageKeys.Certificate(new() { Number = file.Page.Certificates[0] });
        var certificate = file.Ledger.Read<CertificatePage>(key)!;
        certificate.Printed = file.Accepted.Number;
        file.Ledger.PutOld(key, certificate);

        Submit(file, file.Archive());

        Assert.Equal((CaseState.Archived, file.Accepted.Number), (file.State, file.Page.Archived));
    }

    [Fact]
    public void Acceptance_review_and_act_stand_in_one_envelope()
    {
        var file = new CaseFile();
        files.Add(file);
        file.At(file.Accepted, 8).Enrol();
        var accepted = file.At(file.Accepted).Application();
        var review = file.Signed(accepted);
        var act = file.Sale.FirstRegistration(SaleCase.Flat, e =>
        {
            e.Recording = new()
            {
                AcceptanceNumber = file.Number,
                AcceptanceTimeMs = accepted.AcceptanceMs,
                RecordingDate = file.Accepted.Number,
                Recorder = Acts.Bytes(4),
                RecordingMs = accepted.AcceptanceMs,
                Reviewer = CaseFile.Reviewer,
                Town = CaseFile.Changan,
            };
            file.Date(e.Opening);
            e.Opening.BusinessNumber = file.Flows[0].BusinessNumber;
        });

        file.Ledger.Submit(Members.Registration, accepted, review, act).Accept();

        Assert.Equal(CaseState.Recorded, file.State);
    }

    [Fact]
    public void STATE_a_project_records_as_many_units_as_were_accepted()
    {
        var file = new CaseFile();
        files.Add(file);
        file.At(file.Accepted, 8).Enrol();
        Submit(file.At(file.Accepted), file.Application(e =>
        {
            e.Flows.Clear();
            e.Projects.Add(new CaseProject { Flow = FlowCode.F102, Building = SaleCase.Flat[..24], Units = 1 });
            e.Applicants[0].UnitCode = SaleCase.Parcel;
            e.Applicants[0].Parties[0] = TestParty.An.At(SaleCase.Parcel);
        }));
        Submit(file, file.Review());
        file.Ledger.Judge(Members.Registration, Row(file, SaleCase.Garage)).Refuse("STATE");
        Submit(file, file.Registration());

        Assert.Equal((CaseState.Recorded, 1u), (file.State, file.Page.Projects[0].Recorded));
        Assert.Null(file.Ledger.Read<DeskPage>(PageKeys.Desk(SaleCase.Parcel)));
        file.Ledger.Submit(Members.Registration, Row(file, SaleCase.Flat[..24] + "0202")).Refuse("STATE");
    }

    public void Dispose() => files.ForEach(file => file.Dispose());

    private static FirstRegistered Row(CaseFile file, string unit) => file.Sale.FirstRegistration(unit, e =>
    {
        e.Recording = file.Recording();
        file.Date(e.Opening);
        e.Opening.BusinessNumber = $"{file.Accepted.Number}000909";
    });

    private static void Submit(CaseFile file, IMessage e) => file.Ledger.Submit(Members.Registration, e).Accept();

    private static IEnumerable<IMessage> All(CaseFile file)
    {
        yield return file.Application(e => e.Flows[0].BusinessNumber = $"{file.Accepted.Number}000999");
        yield return file.Supplement();
        yield return file.Resume();
        yield return file.Resume(ResumeGround.SuspensionEnded);
        foreach (var step in new[] { HandOverStep.Review, HandOverStep.Record, HandOverStep.Issue })
        {
            yield return new CaseHandedOver
            {
                Act = Acts.Of(),
                AcceptanceNumber = file.Number,
                Date = file.Accepted.Number,
                FromTown = CaseFile.Changan,
                ToTown = CaseFile.Humen,
                Step = step,
            };
        }

        yield return file.Notice(PublicNoticeKind.FirstRegistration, file.Accepted.AddDays(40));
        yield return file.Review();
        yield return file.Suspend();
        yield return file.Withdraw();
        yield return file.Refuse();
        yield return file.Archive();
        if (file.Ledger.Read<CasePage>(PageKeys.Case(file.Number)) is not null)
            yield return file.Registration();
    }

    private CaseFile Go(string way)
    {
        var file = new CaseFile();
        files.Add(file);
        file.At(file.Accepted, 8).Enrol();
        file.At(file.Accepted);
        foreach (var step in way.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Submit(file, step switch
            {
                "accept" => file.Application(),
                "supplement" => file.Supplement(),
                "suspend" => file.Suspend(),
                "notice" => file.Notice(PublicNoticeKind.FirstRegistration, file.Accepted.AddDays(40)),
                "review" => file.Review(),
                "record" => file.Registration(),
                "withdraw" => file.Withdraw(),
                "refuse" => file.Refuse(),
                "archive" => file.Archive(),
                _ => throw new ArgumentException($"There is no step {step}.", nameof(way)),
            });
        }

        return file;
    }
}
