using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// 家庭住房套数: how many homes a family owns in the city beside the one that it buys, for the deed tax (契税法 13). The list is made
/// here and stays here; nobody asks about a family that buys nothing.
/// </summary>
internal sealed class HomesAnswer : ISharedAnswer
{
    /// <inheritdoc/>
    public string Item => "homes";

    /// <inheritdoc/>
    public string Department => DepartmentNames.Registration;

    /// <inheritdoc/>
    public AnswerKind Kind => AnswerKind.Predicate;

    /// <inheritdoc/>
    public SharedField CountsAs => SharedField.Title;

    /// <inheritdoc/>
    public AskedFor Asks => AskedFor.Contract | AskedFor.Persons;

    /// <inheritdoc/>
    public SharedAnswer? Answer(AskedQuestion question, SharedPages pages)
    {
        var bought = Bought(question, pages);
        var uses = pages.City.ResidentialUses;

        // All titles are read, whatever the answer: how long it takes says nothing of the family, nor whether it buys.
        ulong homes = 0;
        foreach (var title in pages.AllTitles())
        {
            var unit = UnitCode.Parse(title.UnitCode);
            var tokens = pages.Tokens(unit, title.Epoch, question.Persons);
            if (title.Status == TitleStatus.Registered && uses.Contains(title.Use) && title.UnitCode != question.Unit.ToString()
                && title.Owners.Any(owner => tokens.Contains(owner.Party.Token)))
            {
                homes++;
            }
        }

        return bought ? new() { Number = homes } : null;
    }

    private static bool Bought(AskedQuestion question, SharedPages pages)
    {
        var contract = pages.Contract(question.Contract);
        var place = contract?.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(question.Unit.ToString()) ?? -1;
        if (place < 0 || contract!.State is not (ContractState.Signed or ContractState.Filed))
            return false;
        var tokens = pages.Tokens(question.Unit, contract.Units[place].Epoch, question.Persons);
        return contract.Buyers.Any(buyer => place < buyer.Tokens.Count && tokens.Contains(buyer.Tokens[place]));
    }
}
