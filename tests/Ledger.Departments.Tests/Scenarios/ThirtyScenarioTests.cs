using System.Globalization;

namespace Ledger.Departments.Tests;

/// <summary>The list of events.md 11: none of its scenarios is left out.</summary>
public sealed class ThirtyScenarioTests
{
    [Fact]
    public void Every_scenario_is_told_under_its_number()
    {
        var told = typeof(ThirtyScenarioTests).Assembly.GetTypes()
            .Where(static type => type.Name.EndsWith("ScenarioTests", StringComparison.Ordinal))
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.Name.StartsWith("Scenario_", StringComparison.Ordinal))
            .Select(static method => int.Parse(method.Name.AsSpan("Scenario_".Length, 2), CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, 30), told.Distinct().Order());
    }
}
