namespace Ledger.Contracts;

/// <summary>The profiles this build has.</summary>
public static class Profiles
{
    /// <summary>Profile 1: Dongguan, the default.</summary>
    public static Profile One { get; } = ProfileOne.Create();

    /// <summary>Those that a ledger may put in force, by number: they never change again.</summary>
    public static IReadOnlyList<Profile> All { get; } = [One];

    /// <summary>
    /// The profile that is being written: it may still change with every build, so only a network that nobody keeps may put it
    /// in force. When it is whole, it moves to <see cref="All"/> with a golden chain of its own.
    /// </summary>
    public static Profile Draft { get; } = ProfileTwo.Create();
}
