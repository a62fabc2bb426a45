using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Acts;

/// <summary>What mortgages look like in requests of registration and of banks.</summary>
internal static class MortgageInputs
{
    /// <summary>Name of a mortgage: mortgagee and its contract number.</summary>
    public static MortgageId Id(ActScope scope, MortgageId? id, string field)
    {
        var stated = scope.Input.Required(id, field);
        return id is null ? stated : new()
        {
            Mortgagee = scope.Input.Text<CreditCode>(stated.Mortgagee, field + ".mortgagee"),
            ContractNumber = scope.Input.Text<MortgageContractNumber>(stated.ContractNumber, field + ".contract_number"),
        };
    }

    /// <summary>What the mortgage secures.</summary>
    public static MortgageTerms Terms(ActScope scope, MortgageTermsInput? terms, string field, out bool converted)
    {
        converted = false;
        var input = scope.Input;
        if (terms is null)
        {
            scope.Faults.Missing(field);
            return new();
        }

        return new()
        {
            Mode = input.Known(terms.Mode, field + ".mode"),
            AmountFen = input.Amount(terms.Amount, field + ".amount", ref converted),
            TermStart = input.AnyDay(terms.TermFirstDay, field + ".term_first_day"),
            TermEnd = input.DayAfter(terms.TermLastDay, field + ".term_last_day"),
            DeterminationStart = input.OptionalDay(terms.DeterminationFirstDay, field + ".determination_first_day"),
            DeterminationEnd = input.OptionalDayAfter(terms.DeterminationLastDay, field + ".determination_last_day"),
            Scope = terms.Scope,
            TransferRestricted = terms.TransferRestricted,
        };
    }

    /// <summary>How records are searched by mortgage.</summary>
    public static string Subject(MortgageId id) => $"{id.Mortgagee}/{id.ContractNumber}";
}
