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
        (
            "F-01",
            static e => e.Name == nameof(MortgageeConsented) || Has(e, static field => field.Name is "parcel"
                || field.Name.Contains("unit", StringComparison.Ordinal) || field.Name.Contains("building", StringComparison.Ordinal))),
        (
            "F-04",
            static e => Has(e, IsParty) || Has(e, static field => field.Name is "mortgagee" or "authority" or "bank" or "developer" or "asker" or "court")
        ),
        ("F-05", static e => Has(e, IsParty)),
    ];

    /// <summary>What no case can be made of, and why.</summary>
    private static readonly (string Event, string Rule, string Why)[] Impossible =
    [
        ("FirstRegistered", "C-83", "it opens the page: nothing was there before the ledger"),
        ("ProjectFirstRegistered", "C-83", "it opens the pages: nothing was there before the ledger"),
        ("ProjectFirstRegistered", "C-26", "a project has one owner"),
        ("CourtTransferRecorded", "C-10", "it rests on an instrument, which is not filed"),
        ("HouseRowsPublished", "C-57", "it states no day"),
        ("PartyTokensRenewed", "C-57", "it states no day"),
        ("ExceptionApproved", "C-57", "its one day is the last of its validity (C-82)"),
        ("SharingAuthorised", "C-57", "its days may lie ahead, and follow one another by their form (C-69)"),
        ("StaffEnrolled", "C-57", "its days may lie ahead, and follow one another by their form (C-69)"),
        ("QueryTraced", "C-70", "every member writes its own"),
        ("SharingAuthorised", "C-70", "every member writes its own, as far as C-68 lets it"),
        ("StaffEnrolled", "C-70", "every member writes its own"),
        ("StaffRetired", "C-70", "every member writes its own"),
        ("ExceptionApproved", "STATE", "a number that is used is C-75"),
        ("SharingAuthorised", "STATE", "a number that is used is C-75"),
    ];

    /// <summary>What nobody has made a case of: to be shortened.</summary>
    private static readonly string[] Untried =
    [
        "CoOwnershipChanged C-84",
        "ContractAmended C-28",
        "ContractAmended C-44",
        "ContractAmended C-51",
        "ContractAmended C-65",
        "CorrectionRecorded C-01",
        "CorrectionRecorded C-42",
        "EasementCancelled F-04",
        "EasementCancelled F-05",
        "MigratedOpened C-31",
        "MigratedOpened C-32",
        "MortgageChangeAgreed C-01",
        "MortgageChangeAgreed F-01",
        "MortgageChangeAgreed F-05",
        "MortgageChanged C-45",
        "MortgageChanged C-84",
        "MortgageChanged F-05",
        "MortgageContractSigned F-06",
        "MortgageRanksChanged F-05",
        "MortgageRegistered C-36",
        "MortgageRegistered C-84",
        "MortgageRegistered F-05",
        "ProjectFirstRegistered C-86",
        "ReleaseWithdrawn F-01",
    ];

    private readonly ConcurrentBag<string> unanswered = [];

    /// <summary>Half a minute: asked for by <c>-explicit on</c>.</summary>
    [Fact(Explicit = true)]
    public async Task Every_rule_of_every_event_finds_something_in_some_case()
    {
        Parallel.ForEach(Scenes.Acts, Vary);
        await Parallel.ForEachAsync(Tests(), TestContext.Current.CancellationToken, static async (test, _) => await Run(test));

        Assert.Empty(unanswered);
        var fired = TestLedger.Fired.ToHashSet();
        var pairs = Profiles.Two.Flows.All
            .SelectMany(static flow => flow.Rules.Select(static entry => entry.Rule.Id).Distinct().Select(rule => (flow.EventType, flow.Name, Rule: rule)))
            .ToList();
        var idle = pairs.Where(pair => !fired.Contains((pair.EventType, pair.Rule))).Select(static pair => $"{pair.Name} {pair.Rule}").ToHashSet();
        var known = pairs.Where(static pair => CannotFind(pair.EventType, pair.Rule)).Select(static pair => $"{pair.Name} {pair.Rule}")
            .Concat(Impossible.Select(static entry => $"{entry.Event} {entry.Rule}"))
            .Concat(Untried)
            .ToHashSet();
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
        Placeholder(scene.Copy());
        VaryEvent(scene);
        VaryPages(scene);
    }

    private static void Acknowledge(SceneAct act)
    {
        act.Act.Acknowledgements.Add(new Acknowledgement { Rule = "F-01", Reason = "CHECKED" });
        act.Act.Exceptions.Add(new ExceptionUse { Rule = "C-29", Number = "EX202106010001" });
        act.Submit();
    }

    // Every unit of the act has no place in the cadastre yet.
    private static void Placeholder(SceneAct act)
    {
        act.Ledger.Counter.Serve(act.Signer, act.Event);
        act.Ledger.Counter.Open = false;
        var text = act.Event.ToString()!.Replace("441900004001", "441900000000", StringComparison.Ordinal);
        act.Ledger.Submit(act.Signer, JsonParser.Default.Parse(text, act.Event.Descriptor));
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
        .Where(static type => type is { IsClass: true, IsAbstract: false } && type != typeof(RuleFiringTests)
            && !type.Name.Contains("Random", StringComparison.Ordinal)
            && type.GetConstructor([]) is not null)
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
        .Where(static method => method.IsDefined(typeof(FactAttribute)));

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
