using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What the steps of a case look like in requests.</summary>
internal static class CaseInputs
{
    public static readonly ActOption Acceptance = new("--acceptance", "acceptance_number", new("受理编号", "acceptance number"));

    /// <summary>Acceptance number of the case that an act is about.</summary>
    public static string NamedCase(this ActReader input, string text)
    {
        var number = input.Text<AcceptanceNumber>(text, "acceptance_number");
        input.JudgedOn(PageKeys.Case(number));
        input.Names(number);
        return number;
    }

    /// <summary>Applicants by unit, sorted as the ledger lists them.</summary>
    public static List<UnitApplicants> Applicants(this ActReader input, IReadOnlyList<ApplicantsInput> applicants, string list)
    {
        List<UnitApplicants> read = [];
        foreach (var (unit, asked, row) in input.Units(applicants, static asked => asked.UnitCode, list))
        {
            row.Count(asked.Parties.Count, "parties");
            var parties = asked.Parties
                .Select((party, i) => row.At(row.Party(party, $"parties[{i}]", $"{unit.Text}.applicant.{i}"), unit))
                .ToList();
            parties.Sort(PartyOrder.Compare);
            var applying = new UnitApplicants { UnitCode = unit.Text };
            applying.Parties.AddRange(parties);
            read.Add(applying);
            input.Names(unit.Text);
        }

        return read;
    }
}
