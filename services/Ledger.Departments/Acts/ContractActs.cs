using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>What the acts of several departments have in common.</summary>
internal static class ContractActs
{
    /// <summary>An act of a batch that states nothing.</summary>
    public static BuiltAct Absent(ActScope scope, string path)
    {
        scope.Faults.Missing(path + "act");
        return new("", new DocumentSalts(), new(), []);
    }

    /// <summary>Names a contract, and through it its units.</summary>
    /// <returns>The units, sorted; none when nobody knows the contract.</returns>
    public static IReadOnlyList<ActUnit> NameContract(ActScope scope, ActDraft draft, string contractNumber)
    {
        draft.Names(contractNumber);
        var units = scope.UnitsOf(contractNumber);
        foreach (var unit in units)
        {
            draft.Names(unit.Text);
        }

        return units;
    }
}
