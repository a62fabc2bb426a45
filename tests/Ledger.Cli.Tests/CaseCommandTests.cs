using Ledger.V1;
using Spectre.Console;

namespace Ledger.Cli.Tests;

/// <summary>What <c>ledger case show</c> and <c>ledger case list</c> show.</summary>
public sealed class CaseCommandTests
{
    [Fact]
    public void A_case_shows_whose_turn_it_is_what_is_missing_and_the_command_that_goes_on()
    {
        var view = new CaseView
        {
            Page = new CasePage { AcceptanceNumber = "202611300001", AcceptanceMs = 1_796_000_000_000, Town = 441900121, ExecutingTown = 441900119 },
            State = CaseState.Accepted,
            Promise = new CaseTermView { WorkingDays = 5, Used = 6, Ends = 20261207, Exceeded = true },
            Limit = new CaseTermView { WorkingDays = 30, Used = 6, Ends = 20270111 },
        };
        view.Holders.Add(new CaseHolder { Department = "tax", Since = 20261130 });
        view.Steps.Add(new CaseStepView
        {
            Kind = CaseStepKind.ContractFiled,
            Department = "transaction",
            State = CaseStepState.Done,
            Day = 20261129,
            Page = "contract/441900B26110000001",
        });
        view.Steps.Add(new CaseStepView { Kind = CaseStepKind.TaxDeclared, Department = "tax", State = CaseStepState.Due, Events = { "TaxDeclared" } });
        view.Missing.Add(new RuleFailure { Rule = "C-14", NameEn = "deed tax cleared", MessageEn = "the deed tax of a buyer is neither paid nor exempted" });

        var shown = CaseShowCommand.ResultOf(view);

        Assert.Equal("""["ledger tax declare"]""", shown.Json["next"]!.ToJsonString());
        var text = Text(shown);
        Assert.Contains("tax (since 2026-11-30)", text, StringComparison.Ordinal);
        Assert.Contains("5 working days, 6 used, until 2026-12-07, exceeded", text, StringComparison.Ordinal);
        Assert.Contains("C-14 deed tax cleared", text, StringComparison.Ordinal);
        Assert.Contains("contract/441900B26110000001", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_says_what_is_overdue_and_whose_clock_stands_still()
    {
        var late = new CaseSummary { AcceptanceNumber = "202611300001", State = CaseState.Accepted, PromiseEnds = 20261207, Overdue = true };
        (late.FirstSubject, late.Subjects) = ("unit", 3);
        late.Holders.Add(new CaseHolder { Department = "registration", Town = 441900119 });
        late.Due.Add(CaseStepKind.Reviewed);
        var still = new CaseSummary { AcceptanceNumber = "202611300002", State = CaseState.Suspended };

        var text = Text(CaseListCommand.ResultOf([late, still]));

        Assert.Contains("2026-12-07, overdue", text, StringComparison.Ordinal);
        Assert.Contains("unit +2", text, StringComparison.Ordinal);
        Assert.Contains("registration 441900119", text, StringComparison.Ordinal);
        Assert.Contains("stands still", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_step_of_a_case_has_a_name()
        => Assert.All(Enum.GetValues<CaseStepKind>().Where(static kind => kind != CaseStepKind.Unspecified), static kind
            => Assert.NotEqual(kind.ToString(), CaseWords.Of(kind, Language.Chinese)));

    private static string Text(CommandResult result)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 400;
        console.Write(result.View(Language.English));
        return writer.ToString();
    }
}
