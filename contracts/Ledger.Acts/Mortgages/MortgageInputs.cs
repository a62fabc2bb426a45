using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What mortgages look like in requests of registration and of banks.</summary>
internal static class MortgageInputs
{
    public static readonly ActOption Mortgagee = new("--mortgagee", "mortgage.mortgagee", new("抵押权人统一社会信用代码", "credit code of the mortgagee"));
    public static readonly ActOption Number = new("--mortgage", "mortgage.contract_number", new("抵押合同编号", "number of the mortgage contract"));

    /// <summary>Name of a mortgage: mortgagee and its contract number.</summary>
    public static MortgageId MortgageId(this ActReader input, MortgageId? id, string field)
    {
        if (id is null)
        {
            input.Missing(field);
            return new();
        }

        var part = input.In(field);
        return new()
        {
            Mortgagee = part.Text<CreditCode>(id.Mortgagee, "mortgagee"),
            ContractNumber = part.Text<MortgageContractNumber>(id.ContractNumber, "contract_number"),
        };
    }

    /// <summary>What the mortgage secures.</summary>
    public static MortgageTerms MortgageTerms(this ActReader input, MortgageTermsInput? terms, string field)
    {
        if (terms is null)
        {
            input.Missing(field);
            return new();
        }

        var part = input.In(field);
        return new()
        {
            Mode = part.Known(terms.Mode, "mode"),
            AmountFen = part.Amount(terms.Amount, "amount"),
            TermStart = part.AnyDay(terms.TermFirstDay, "term_first_day"),
            TermEnd = part.DayAfter(terms.TermLastDay, "term_last_day"),
            DeterminationStart = part.OptionalDay(terms.DeterminationFirstDay, "determination_first_day"),
            DeterminationEnd = part.OptionalDayAfter(terms.DeterminationLastDay, "determination_last_day"),
            Scope = terms.Scope,
            TransferRestricted = terms.TransferRestricted,
        };
    }

    /// <summary>Names a mortgage, as records are searched by it.</summary>
    public static void NameMortgage(this ActReader input, MortgageId id) => input.Names($"{id.Mortgagee}/{id.ContractNumber}");

    /// <summary>Names a mortgage whose page the act is judged on.</summary>
    public static void NameJudgedMortgage(this ActReader input, MortgageId id)
    {
        input.JudgedOn(PageKeys.Mortgage(id));
        input.NameMortgage(id);
    }
}
