using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Exceptions: approved by a second person with the own signature, for one rule, event and subject, used once.</summary>
public sealed class ExceptionRuleTests : IDisposable
{
    private readonly CaseFile file = new();

    public ExceptionRuleTests()
    {
        // The unit's page has a recording of the next day, so that the case's own is entered late (C-71).
        file.ToReviewed();
        file.Ledger.PutOld(PageKeys.Encumbrances(SaleCase.Flat), new EncumbrancePage
        {
            UnitCode = SaleCase.Flat,
            RecordingMs = file.Ledger.TimeMs + 86_400_000,
        });
    }

    private string Number => $"EX{file.Number}";

    [Fact]
    public void C82_an_approved_exception_lets_one_event_pass_and_is_used_up()
    {
        Record().Refuse("C-71");
        Approve().Accept();
        Record(Number).Accept();

        Assert.Equal(file.Accepted.Number, file.Ledger.Read<ExceptionPage>(PageKeys.Exception(Number))!.Used);
    }

    [Fact]
    public void C82_an_exception_is_used_once()
    {
        Approve().Accept();
        var page = file.Ledger.Read<ExceptionPage>(PageKeys.Exception(Number))!;
        page.Used = file.Accepted.Number;
        file.Ledger.PutOld(PageKeys.Exception(Number), page);

        Assert.Contains("it was used already", Record(Number).Refuse("C-71", "C-82").Of("C-82").MessageEn, StringComparison.Ordinal);
    }

    [Fact]
    public void C82_an_exception_serves_its_rule_event_and_subject_alone()
    {
        Approve(subject: SaleCase.Garage).Accept();
        Record(Number).Refuse("C-71", "C-82");
        var other = file.Exception("C-71", "TransferRecorded", SaleCase.Flat, e => e.Number = Number[..^1] + "7");
        file.Ledger.Submit(Members.Registration, other).Accept();
        Record(other.Number).Refuse("C-71", "C-82");
    }

    [Fact]
    public void C82_an_exception_that_nobody_approved_serves_nothing() => Record("EX209912310001").Refuse("C-71", "C-82");

    [Fact]
    public void C82_an_exception_is_valid_through_its_last_day()
    {
        Approve(e => e.Until = file.Accepted.Number).Refuse("C-82");
        Approve(e => e.Until = file.Accepted.AddDays(1).Number).Accept();
        file.Ledger.Judge(Members.Registration, Act(Number)).Accept();

        file.Ledger.TimeMs += 86_400_000;
        Record(Number).Refuse("C-71", "C-82");
    }

    [Fact]
    public void C82_only_a_rule_that_knows_exceptions_in_the_event_is_excepted()
    {
        Approve(e => e.Rule = "C-57").Refuse("C-82");
        Approve(e => e.Event = "ContractFiled").Refuse("C-82", "C-70");
        Approve(e => e.Event = "CaseArchived").Refuse("C-82");
        Approve(e => e.Event = "NoSuchEvent").Refuse("C-69");
        Approve(e => e.Rule = "C-999").Refuse("C-69");
    }

    [Fact]
    public void C82_the_approver_has_the_duty_in_the_signers_organisation()
    {
        Approve(e => e.Approver = CaseFile.Reviewer).Refuse("C-82");
        Approve(e => e.Approver = Acts.Bytes(99)).Refuse("C-82");
    }

    [Fact]
    public void C82_the_approver_is_not_the_operator()
    {
        Approve(e => e.Act.Operator = CaseFile.Approver).Refuse("C-82");
        Approve().Accept();
        Record(Number, e => e.Act.Operator = CaseFile.Approver).Refuse("C-71", "C-74", "C-82");
    }

    [Fact]
    public void C82_the_approver_signs_every_field_of_the_approval()
    {
        foreach (var change in new Action<ExceptionApproved>[]
        {
            e => e.Number = $"EX{file.Accepted.Number}0099",
            e => e.Subject = SaleCase.Garage,
            e => e.Ground = "OTHER",
            e => e.DocumentNumber = $"WS{file.Accepted.Number}0001",
            e => e.Until++,
            e => e.Signature = ByteString.CopyFrom(new byte[64]),
        })
        {
            Approve(after: change).Refuse("C-82");
        }

        Approve(after: e => e.Act.Document.Fields++).Accept();
    }

    [Fact]
    public void C82_an_approval_of_one_ledger_is_none_on_another()
    {
        file.Origin = "test.ledger.example/linlan";
        Approve().Refuse("C-82");
        file.Origin = TestLedger.Origin;
        Approve().Accept();
    }

    [Fact]
    public void C75_an_exceptions_number_is_used_once()
    {
        Approve().Accept();
        Approve().Refuse("C-75");
    }

    [Fact]
    public void C70_an_exception_is_signed_by_the_department_of_its_event()
    {
        var e = file.Exception("C-71", "FirstRegistered", SaleCase.Flat);

        file.Ledger.Submit(Members.Transaction, e).Refuse("C-70", "C-82");
        file.Ledger.Submit(Members.BankA, e).Refuse("C-70", "C-82");
    }

    [Fact]
    public void C70_what_a_bank_writes_is_excepted_by_the_registration_department()
    {
        var e = file.Exception("C-29", "MortgageContractSigned", SaleCase.Flat);

        file.Ledger.Judge(Members.BankA, e).Refuse("C-70", "C-82");
        file.Ledger.Submit(Members.Registration, e).Accept();
    }

    [Fact]
    public void C82_a_revoked_certificate_approves_nothing()
    {
        file.Ledger.PutOld(Chain.PageKeys.Revoked(CaseFile.Approver.Span), new Revocation { Organisation = "registration" });

        Approve().Refuse("C-82");
    }

    public void Dispose() => file.Dispose();

    private Outcome Approve(Action<ExceptionApproved>? change = null, Action<ExceptionApproved>? after = null, string subject = SaleCase.Flat)
        => file.Ledger.Submit(Members.Registration, file.Exception("C-71", "FirstRegistered", subject, change, after));

    private FirstRegistered Act(string? exception, Action<FirstRegistered>? change = null) => file.Registration(e =>
    {
        e.Recording.RecordingMs = file.Page.AcceptanceMs;
        e.Recording.RecordingDate = file.Accepted.Number;
        if (exception is not null)
            e.Act.Exceptions.Add(new ExceptionUse { Rule = "C-71", Number = exception });
        change?.Invoke(e);
    });

    private Outcome Record(string? exception = null, Action<FirstRegistered>? change = null)
        => file.Ledger.Submit(Members.Registration, Act(exception, change));
}
