using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;
using Xunit.Sdk;
using Xunit.v3;

namespace Ledger.Contracts.Tests;

/// <summary>
/// No rule of profile 2 stands idle: for every event and every rule that runs in it there is a case in which the rule finds something.
/// The cases are the scenes with one thing changed in the event or on a page, and whatever the other tests of this assembly do.
/// No change of an event makes a rule fail to answer.
/// </summary>
public sealed class RuleFiringTests
{
    /// <summary>Why a rule that every event has cannot find anything in some: the event has nothing that it looks at.</summary>
    private static readonly (string Rule, Func<MessageDescriptor, bool> LooksAt)[] Forms =
    [
        ("F-01", static e => Has(e, static field => field.Name.Contains("unit", StringComparison.Ordinal) || field.Name is "parcel" or "buildings")),
        ("F-04", static e => Has(e, IsParty) || Has(e, static field => field.Name is "mortgagee" or "authority" or "bank" or "developer" or "asker" or "court")),
        ("F-05", static e => Has(e, IsParty)),
    ];

    /// <summary>What no case can be made of, and why.</summary>
    private static readonly (string Event, string Rule, string Why)[] Impossible =
    [
    ];

    private readonly ConcurrentBag<string> unanswered = [];

    [Fact]
    public async Task Every_rule_of_every_event_finds_something_in_some_case()
    {
        Parallel.ForEach(Scenes.Acts, Vary);
        await Parallel.ForEachAsync(Tests(), TestContext.Current.CancellationToken, static async (test, _) => await Run(test));

        File.WriteAllLines("/tmp/unanswered.txt", unanswered);
        var fired = TestLedger.Fired.ToHashSet();
        var pairs = Profiles.Two.Flows.All
            .SelectMany(static flow => flow.Rules.Select(static entry => entry.Rule.Id).Distinct().Select(rule => (flow.EventType, flow.Name, Rule: rule)))
            .ToList();
        var idle = pairs.Where(pair => !fired.Contains((pair.EventType, pair.Rule))).Select(static pair => $"{pair.Name} {pair.Rule}").ToHashSet();
        var known = pairs.Where(static pair => CannotFind(pair.EventType, pair.Rule)).Select(static pair => $"{pair.Name} {pair.Rule}")
            .Concat(Impossible.Select(static entry => $"{entry.Event} {entry.Rule}"))
            .ToHashSet();
        File.WriteAllLines("/tmp/idle.txt", idle.Except(known).Order());
        File.WriteAllLines("/tmp/known.txt", known.Except(idle).Order());
        File.WriteAllLines("/tmp/pairs.txt", pairs.Select(static pair => $"{pair.Name} {pair.Rule}"));
        Assert.Empty(idle.Except(known));
        Assert.Empty(known.Except(idle));
    }

    private static bool CannotFind(string eventType, string rule)
    {
        var e = EventTypes.All.First(type => type.FullName == eventType);
        return Forms.Any(form => form.Rule == rule && !form.LooksAt(e));
    }

    private static bool IsParty(FieldDescriptor field)
        => field.FieldType == FieldType.Message && field.MessageType.Name is nameof(Party) or nameof(PartyAcrossUnits);

    private static bool Has(MessageDescriptor message, Func<FieldDescriptor, bool> field)
        => message.Fields.InDeclarationOrder().Any(known => field(known) || (known.FieldType == FieldType.Message && Has(known.MessageType, field)));

    private void Vary(SceneAct scene)
    {
        Acknowledge(scene.Copy());
        foreach (var member in Members.All)
            scene.Copy().Ledger.Submit(member, scene.Event);
        var twice = scene.Copy();
        twice.Submit();
        twice.Submit();
        foreach (var days in new[] { -400, -1, 1, 60, 800 })
        {
            var act = scene.Copy();
            act.Ledger.TimeMs = (ulong)((long)act.Ledger.TimeMs + (days * 86_400_000L));
            act.Submit();
        }

        foreach (var put in Obstacle.All.Where(obstacle => !obstacle.IsImpossible(scene)).Select(static obstacle => obstacle.Put).Concat(Turn.Named))
            WithCounterClosed(scene, put);
        VaryEvent(scene);
        VaryPages(scene);
    }

    private static void Acknowledge(SceneAct act)
    {
        act.Act.Acknowledgements.Add(new Acknowledgement { Rule = "F-01", Reason = "CHECKED" });
        act.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010001" });
        act.Submit();
    }

    private static void WithCounterClosed(SceneAct scene, Action<SceneAct> put)
    {
        var act = scene.Copy();
        act.Ledger.Counter.Serve(act.Signer, act.Event);
        act.Ledger.Counter.Open = false;
        put(act);
        act.Submit();
    }

    private void VaryEvent(SceneAct scene)
    {
        var ledger = scene.Copy().Ledger;
        ledger.Counter.Serve(scene.Signer, scene.Event);
        ledger.Counter.Open = false;
        foreach (var changed in Mutations.Of(scene.Event))
        {
            ledger.TimeMs = scene.Ledger.TimeMs;
            try
            {
                ledger.Judge(scene.Signer, changed);
            }
            catch (Exception e)
            {
                unanswered.Add($"{scene.Scene}: {e} {changed}");
            }
        }
    }

    // A ledger whose pages contradict one another is none that a chain comes to: it may leave a rule without an answer.
    private static void VaryPages(SceneAct scene)
    {
        var act = scene.Copy();
        act.Ledger.Counter.Serve(act.Signer, act.Event);
        act.Ledger.Counter.Open = false;
        foreach (var (key, page) in Turn.Pages(act))
        {
            act.Ledger.TimeMs = scene.Ledger.TimeMs;
            try
            {
                act.Ledger.JudgeWith(key, page, act.Signer, act.Event);
            }
            catch (Exception)
            {
            }
        }
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
