namespace Ledger.Contracts;

/// <summary>The profiles this build has.</summary>
public static class Profiles
{
    /// <summary>Profile 1: Dongguan, the default.</summary>
    public static Profile One { get; } = ProfileOne.Create();

    /// <summary>All of them, by number.</summary>
    public static IReadOnlyList<Profile> All { get; } = [One];
}
