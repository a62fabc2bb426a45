using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// Every cell of the severity matrix, lived: an act of the cell's flow that is acceptable as it comes meets what the cell's column asks
/// for, and what becomes of it is what the cell says.
/// </summary>
public sealed class CellTests
{
    private static readonly FlowCode[] Acquiring = [FlowCode.F210, FlowCode.F211, FlowCode.F212, FlowCode.F700, FlowCode.F701];

    /// <summary>What events.md 6 says of single cells besides their letter.</summary>
    private static readonly (FlowCode[] Flows, string Obstacle, string Cell)[] Otherwise =
    [
        // Those the act ends; others X.
        ([FlowCode.F218, FlowCode.F219, FlowCode.F413], "seizure", "X"),
        ([FlowCode.F218, FlowCode.F219, FlowCode.F413], "pre-seizure", "X"),
        ([FlowCode.F218, FlowCode.F219, FlowCode.F413], "taker's pre-seizure", "X"),
        ([FlowCode.F218, FlowCode.F219, FlowCode.F413], "another's pre-seizure", "X"),

        // A pre-seizure of the acquiring party counts as W.
        (Acquiring, "taker's pre-seizure", "W"),

        // Of the buyer or beneficiary only.
        ([FlowCode.K4, FlowCode.F704], "another's pre-seizure", "-"),

        // A mortgage of the land alone W.
        ([FlowCode.F102], "land mortgage", "W"),
    ];

    /// <summary>What an act states otherwise when it meets an obstacle: nothing of it is a matter of the column.</summary>
    private static readonly (FlowCode[] Flows, string Obstacle, Action<SceneAct> State)[] Stated =
    [
        ([FlowCode.M1, FlowCode.M2], "mortgage", static act => ((MortgageRegistered)act.Event).Units[0].Rank = 2),
        ([FlowCode.F310], "mortgage", static act =>
        {
            if (act.Event is OwnerDetailsChanged { Kind: OwnerDetail.IdentityDocument } e)
                e.Mortgages.Add(new MortgageRenewal { Mortgage = Obstacle.Loan, Parties = { TitleScenes.OwnerRenewed } });
        }),

        // One that names the owner is rewritten with it, and no longer another's.
        ([FlowCode.F310], "another's contract", static act => OfCoOwner(act.Ledger)),
        (
            [FlowCode.F210, FlowCode.F211, FlowCode.F212, FlowCode.F213, FlowCode.F214, FlowCode.F215, FlowCode.F216, FlowCode.F217],
            "taker's pre-seizure",
            static act => ((TransferRecorded)act.Event).Units[0].PreSeizures.Add(Obstacle.Document)),

        // A contract does not leave the supervision while its agreement is open.
        ([FlowCode.K3], "funds missing or held", static act =>
        {
            if (act.Event is ContractAmended amended)
                amended.Supervised = true;
        }),
    ];

    /// <summary>Further rules that the same fact breaks in a flow, besides the column's own.</summary>
    private static readonly (FlowCode[] Flows, string Obstacle, string Rule)[] Besides =
    [
        // What is sold or noticed lies in no construction mortgage.
        ([FlowCode.M2, FlowCode.M8], "notice", "C-53"),
        ([FlowCode.M2, FlowCode.M8], "another's contract", "C-53"),
    ];

    public static TheoryData<string> Flows => [.. FlowCodes.All.Select(FlowCodes.TextOf)];

    [Fact]
    public void Every_column_has_an_obstacle()
        => Assert.Equal(Enum.GetValues<MatrixColumn>(), Obstacle.All.Select(static obstacle => obstacle.Column).Distinct().Order());

    [Theory]
    [MemberData(nameof(Flows))]
    public void Every_cell_of_a_flow_does_what_it_says(string flow)
    {
        var faults = new List<string>();
        foreach (var act in Scenes.Acts.Where(act => FlowCodes.TextOf(act.Scene.Flow) == flow))
        {
            foreach (var obstacle in Obstacle.All.Where(obstacle => !obstacle.IsImpossible(act)))
            {
                if (Fault(act, obstacle, CellOf(act, obstacle, Profiles.Two.Matrix)) is { } fault)
                    faults.Add($"{act.Scene} × {obstacle}: {fault}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static MatrixCell CellOf(SceneAct act, Obstacle obstacle, Matrix matrix)
    {
        var cell = matrix[act.Scene.Flow, obstacle.Column];
        if (obstacle.Name == "another's parcel seized" && cell.IsAsked)
            return MatrixCell.Parse("I");
        return Otherwise.FirstOrDefault(entry => entry.Obstacle == obstacle.Name && entry.Flows.Contains(act.Scene.Flow)) is { Cell: { } said }
            ? MatrixCell.Parse(said)
            : cell;
    }

    // What is wrong with how the act meets the obstacle; null for nothing.
    private static string? Fault(SceneAct scene, Obstacle obstacle, MatrixCell cell)
    {
        var rules = RulesOf(obstacle, cell, scene.Scene.Flow);
        var before = Found(scene.Copy().Submit(), rules);
        var act = scene.Copy();
        obstacle.Put(act);
        foreach (var stated in Stated.Where(entry => entry.Obstacle == obstacle.Name && entry.Flows.Contains(scene.Scene.Flow)))
            stated.State(act);
        var met = act.Copy();
        var outcome = met.Submit();
        var found = Found(outcome, rules);
        foreach (var known in before)
            found.Remove(found.Find(finding => finding.MessageEn == known.MessageEn)!);
        var severities = found.Select(static finding => finding.Severity).Distinct().ToList();
        var others = outcome.Findings.Where(finding => finding.Refuses && !found.Contains(finding)).Select(static finding => finding.Rule).ToList();
        others.RemoveAll(rule => Besides.Any(entry => entry.Obstacle == obstacle.Name && entry.Flows.Contains(scene.Scene.Flow) && entry.Rule == rule));
        if (others.Count > 0)
            return $"{cell}: refused by {string.Join(", ", others)} too, found {Text(found)}";
        return cell switch
        {
            { IsAsked: false } => found.Count == 0 ? null : $"-: found {Text(found)}",
            { Severity: Severity.Information } => outcome.Accepted && severities is [Severity.Information] ? null : $"I: found {Text(found)}",
            { Severity: Severity.Warning } => severities is not [Severity.Warning] ? $"W: found {Text(found)}" : Acknowledged(act, found),
            { Severity: Severity.Exception } => !severities.Contains(Severity.Exception) ? $"X: found {Text(found)}" : Excepted(act, obstacle, found),
            _ => severities is [Severity.Reject] or [Severity.Reject, Severity.Exception] ? null : $"{cell}: found {Text(found)}",
        };
    }

    private static HashSet<string> RulesOf(Obstacle obstacle, MatrixCell cell, FlowCode flow) =>
    [
        .. MatrixRules.Of(obstacle.Column),
        .. cell.ByMortgage && obstacle.Column == MatrixColumn.M ? ["C-43", "C-47"] : Array.Empty<string>(),

        // A second contract is C-05.
        .. obstacle.Column == MatrixColumn.D && flow is FlowCode.K1 or FlowCode.K2 ? ["C-05"] : Array.Empty<string>(),
    ];

    private static void OfCoOwner(TestLedger ledger)
    {
        var page = ledger.Read<ContractPage>(PageKeys.Contract(Obstacle.Deal))!;
        page.Sellers[0] = TestParty.Chen.Across(SaleCase.Flat);
        ledger.PutOld(PageKeys.Contract(Obstacle.Deal), page);
    }

    private static List<Finding> Found(Outcome outcome, HashSet<string> rules) => [.. outcome.Findings.Where(finding => rules.Contains(finding.Rule))];

    private static string? Acknowledged(SceneAct act, List<Finding> found)
    {
        foreach (var (rule, subject) in Subjects(act, found))
        {
            act.Act.Acknowledgements.Add(new Acknowledgement
            {
                Rule = rule,
                Subject = subject,
                Reason = rule == CountingObjection.C37.Id ? CountingObjection.RiskStatement : "CHECKED",
                Document = rule == CountingObjection.C37.Id ? Acts.Bytes(8) : Google.Protobuf.ByteString.Empty,
            });
        }

        var sorted = act.Act.Acknowledgements.OrderBy(static entry => entry.Rule, StringComparer.Ordinal).ThenBy(static entry => entry.Subject).ToList();
        act.Act.Acknowledgements.Clear();
        act.Act.Acknowledgements.AddRange(sorted);
        var outcome = act.Submit();
        return outcome.Accepted ? null : $"W: acknowledged, and refused by {Text(outcome.Findings.Where(static finding => finding.Refuses))}";
    }

    private static string? Excepted(SceneAct act, Obstacle obstacle, List<Finding> found)
    {
        foreach (var (rule, subject) in Subjects(act, found.Where(static finding => finding.Severity == Severity.Exception)))
        {
            var number = $"EX20210601{act.Act.Exceptions.Count + 1:D4}";
            act.Ledger.PutOld(PageKeys.Exception(number), new ExceptionPage
            {
                Number = number,
                Rule = rule,
                Event = act.Event.Descriptor.Name,
                Subject = subject,
                Restriction = obstacle.Restriction,
                Ground = "APPROVED",
                Approver = Acts.Bytes(9),
                Until = 20990101,
                Member = act.Signer.CreditCode,
            });
            act.Act.Exceptions.Add(new ExceptionUse { Rule = rule, Number = number });
        }

        var outcome = act.Submit();
        return outcome.Accepted ? null : $"X: excepted, and refused by {Text(outcome.Findings.Where(static finding => finding.Refuses))}";
    }

    // Each rule with what it was found for: a warning of a mortgage is about the mortgage, everything else about its unit, which the message names.
    private static List<(string Rule, string Subject)> Subjects(SceneAct act, IEnumerable<Finding> found) =>
    [
        .. found.Select(finding => (finding.Rule, finding switch
        {
            { Severity: Severity.Warning, Rule: "C-46" or "C-52" or "C-53" } => Labels.Mortgage(Obstacle.Loan),
            _ when finding.MessageEn.Contains(SaleCase.Garage, StringComparison.Ordinal) => SaleCase.Garage,
            _ => act.Scene.Unit,
        })).Distinct(),
    ];

    private static string Text(IEnumerable<Finding> findings)
        => string.Join(", ", findings.Select(static finding => $"{finding.Rule} {finding.Severity} ({finding.MessageEn})").DefaultIfEmpty("nothing"));
}
