namespace Ledger.Contracts;

/// <summary>The profiles this build has.</summary>
public static class Profiles
{
    /// <summary>Profile 1: Dongguan, the default.</summary>
    public static Profile One { get; } = ProfileOne.Create();

    /// <summary>Profile 2: the whole law, its figures in dated tables and city files on the ledger.</summary>
    public static Profile Two { get; } = ProfileTwo.Create();

    /// <summary>Those that a ledger may put in force, by number: they never change again.</summary>
    public static IReadOnlyList<Profile> All { get; } = [One, Two];

    /// <summary>The one that a new ledger is founded on.</summary>
    public static Profile Newest => All[^1];
}
