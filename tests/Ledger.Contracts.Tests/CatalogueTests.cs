using Ledger.Chain;

namespace Ledger.Contracts.Tests;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_rule_has_names_and_a_source()
        => Assert.All(RuleCatalogue.All, rule =>
        {
            Assert.Contains(rule.Name.Chinese, character => character >= 0x4E00);
            Assert.NotEqual("", rule.Name.English);
            Assert.NotEqual("", rule.Source);
        });

    [Fact]
    public void Entries_are_unique_by_id_and_aspect()
        => Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(rule => (rule.Id, rule.Aspect)).Distinct().Count());

    [Fact]
    public void Every_rule_runs_in_some_flow()
    {
        var flows = Profiles.All.SelectMany(profile => profile.Flows.All).ToList();
        foreach (var rule in RuleCatalogue.All)
            Assert.True(flows.Any(flow => flow.SeverityOf(rule) is not null), $"{rule.Id} {rule.Aspect} runs nowhere");
    }

    [Fact]
    public void Every_flow_checks_form_writer_state_and_dates()
        => Assert.All(Profiles.All.SelectMany(profile => profile.Flows.All), flow =>
        {
            var rules = flow.Rules.Select(entry => entry.Rule.Id).ToHashSet();
            Assert.Superset(new HashSet<string> { "C-57", "C-69", "C-70", "STATE" }, rules);
        });

    [Fact]
    public void Every_flow_of_a_profile_with_a_matrix_has_the_rule_of_exceptions_and_those_of_its_columns()
        => Assert.All(Profiles.All.Where(static profile => profile.Matrix.Flows.Count > 0), profile =>
        {
            Assert.All(profile.Flows.All, flow => Assert.Equal(Severity.Reject, flow.SeverityOf(UsedExceptions.C82)));
            Assert.Equal(
                ProfileTwo.Complete(profile.Flows, profile.Matrix, profile.Restrictions).All
                    .SelectMany(static flow => flow.Rules.Select(rule => (flow.Name, rule))),
                profile.Flows.All.SelectMany(static flow => flow.Rules.Select(rule => (flow.Name, rule))));
        });

    [Fact]
    public void Every_step_has_a_name_of_its_own()
        => Assert.All(Profiles.All, profile =>
        {
            var steps = profile.Flows.All.Select(flow => flow.Step).ToList();

            Assert.NotEmpty(steps);
            Assert.Equal(steps.Count, steps.Distinct().Count());
            Assert.All(steps, step => Assert.Contains(step.Chinese, character => character >= 0x4E00));
        });

    [Fact]
    public void A_seizure_needs_an_exception_to_sell_and_a_confirmation_to_register_first()
    {
        Assert.Equal(Severity.Exception, Profiles.One.Flows.FindByName("TransferRecorded")!.SeverityOf(SeizedUnit.C29));
        Assert.Equal(Severity.Exception, Profiles.One.Flows.FindByName("TransferRecorded")!.SeverityOf(SeizedParcel.C29));
        Assert.Equal(Severity.Reject, Profiles.One.Flows.FindByName("FirstRegistered")!.SeverityOf(SeizedParcel.C29));
        Assert.Equal(Severity.Warning, Profiles.One.Flows.FindByName("FirstRegistered")!.SeverityOf(SeizedUnit.C29));
        Assert.Null(Profiles.One.Flows.FindByName("ContractRevoked")!.SeverityOf(SeizedUnit.C29));
    }
}
