namespace Ledger.Contracts;

/// <summary>Family Tables in profile 2: its flows with their rules, and what its messages hold.</summary>
internal static class TablesTwo
{
    /// <summary>Messages, fields and values that profile 2 adds.</summary>
    public const string Form = CitiesForm.Text + "\n" + TablesForm.Text;

    /// <summary>The flows of profile 1 with what profile 2 changes of this family.</summary>
    public static FlowTable Apply(FlowTable flows) => CitiesTwo.Apply(flows);
}
