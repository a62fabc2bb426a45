using System.Reflection;
using Ledger.Facts;
using Ledger.V1;
using Xunit.Sdk;
using Xunit.v3;

namespace Ledger.Contracts.Tests;

/// <summary>
/// No rule of profile 2 stands idle: for every event and every rule that runs in it there is a case in which the rule finds something.
/// The cases are the scenes with one thing changed, one page gone or one obstacle put, and whatever the other tests of this assembly do.
/// </summary>
public sealed class RuleFiringTests
{
    [Fact]
    public async Task Every_rule_of_every_event_finds_something_in_some_case()
    {
        Parallel.ForEach(Scenes.Acts, Vary);
        await Parallel.ForEachAsync(Tests(), TestContext.Current.CancellationToken, static async (test, _) => await Run(test));

        var fired = TestLedger.Fired.ToHashSet();
        var idle = Profiles.Draft.Flows.All
            .SelectMany(static flow => flow.Rules.Select(static entry => entry.Rule.Id).Distinct().Select(rule => (flow.EventType, flow.Name, Rule: rule)))
            .Where(pair => !fired.Contains((pair.EventType, pair.Rule)))
            .Select(static pair => $"{pair.Name} {pair.Rule}")
            .ToList();

        Assert.Equal([], idle);
    }

    private static void Vary(SceneAct scene)
    {
        var act = scene.Copy();
        act.Act.Acknowledgements.Add(new Acknowledgement { Rule = "F-01", Reason = "CHECKED" });
        act.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010001" });
        act.Submit();
        foreach (var member in Members.All)
            scene.Copy().Ledger.Submit(member, scene.Event);
        act = scene.Copy();
        act.Submit();
        act.Submit();
        foreach (var key in scene.Ledger.Keys)
        {
            act = scene.Copy();
            act.Ledger.Remove(key);
            act.Submit();
        }

        foreach (var days in new[] { -400, -1, 1, 60, 800 })
        {
            act = scene.Copy();
            act.Ledger.TimeMs = (ulong)((long)act.Ledger.TimeMs + (days * 86_400_000L));
            act.Submit();
        }

        foreach (var obstacle in Obstacle.All.Where(obstacle => !obstacle.IsImpossible(scene)))
        {
            act = scene.Copy();
            obstacle.Put(act);
            act.Submit();
        }

        var ledger = scene.Copy().Ledger;
        ledger.Counter.Open = false;
        foreach (var changed in Mutations.Of(scene.Event))
        {
            ledger.TimeMs = scene.Ledger.TimeMs;
            ledger.Judge(scene.Signer, changed);
        }

        var open = scene.Copy().Ledger;
        foreach (var changed in Mutations.Of(scene.Event))
            open.Copy().Judge(scene.Signer, changed);
    }

    private static IEnumerable<MethodInfo> Tests() => typeof(RuleFiringTests).Assembly.GetTypes()
        .Where(static type => type is { IsClass: true, IsAbstract: false } && type != typeof(RuleFiringTests) && type.GetConstructor([]) is not null)
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(static method => method.IsDefined(typeof(FactAttribute))));

    // What fails here fails under its own name.
    private static async Task Run(MethodInfo test)
    {
        await using var disposals = new DisposalTracker();
        List<object?[]> rows = test.IsDefined(typeof(TheoryAttribute)) ? [] : [[]];
        foreach (var data in test.GetCustomAttributes<DataAttribute>())
            rows.AddRange((await data.GetData(test, disposals)).Select(static row => row.GetData()));
        foreach (var row in rows)
        {
            var instance = Activator.CreateInstance(test.DeclaringType!);
            try
            {
                test.Invoke(instance, [.. test.GetParameters().Select((parameter, i) => Converted(parameter, row, i))]);
            }
            catch (TargetInvocationException)
            {
            }
            finally
            {
                (instance as IDisposable)?.Dispose();
            }
        }
    }

    private static object? Converted(ParameterInfo parameter, object?[] row, int index)
        => index >= row.Length ? parameter.DefaultValue
            : row[index] is IConvertible value && parameter.ParameterType.IsPrimitive ? Convert.ChangeType(value, parameter.ParameterType, provider: null)
            : row[index];
}
