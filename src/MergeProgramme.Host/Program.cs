return await MergeProgramme.Host.Commands.RunAsync(args);
