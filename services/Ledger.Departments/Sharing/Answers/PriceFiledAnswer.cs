using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>成交价是否与备案一致: whether a price net of VAT is that of the filed contract.</summary>
internal sealed class PriceFiledAnswer : ISharedAnswer
{
    /// <inheritdoc/>
    public string Item => "price-filed";

    /// <inheritdoc/>
    public string Department => DepartmentNames.Transaction;

    /// <inheritdoc/>
    public AnswerKind Kind => AnswerKind.Predicate;

    /// <inheritdoc/>
    public SharedField CountsAs => SharedField.Contract;

    /// <inheritdoc/>
    public AskedFor Asks => AskedFor.Contract | AskedFor.Price;

    /// <inheritdoc/>
    public SharedAnswer? Answer(AskedQuestion question, SharedPages pages)
    {
        var contract = pages.Contract(question.Contract);
        var sold = contract?.Units.FirstOrDefault(unit => unit.UnitCode == question.Unit.ToString());
        if (sold is null || !(contract!.State is ContractState.Filed or ContractState.Registered || contract.FilingNotRequired))
            return null;

        // A contract of one unit has the price of the whole under profile 1.
        var price = sold.PriceFen > 0 || contract.Units.Count > 1 ? sold.PriceFen : contract.PriceFen;
        var net = Money.FromFen(price).NetOf(Rate.FromPerHundredThousand(question.Stated.VatRate)).Fen;
        return new() { Yes = price > 0 && net == question.PriceFen };
    }
}
